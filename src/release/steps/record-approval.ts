import { record } from '../evidence/evidence-folder.ts';
import { ReleaseError } from '../run-program.ts';
import { approvalsOfRun, saidBy } from './approvals.ts';
import { setOutputs } from './pipeline-output.ts';
import type { StepContext, StepResult } from './step.ts';

/** Who approved the run, into the evidence. @throws ReleaseError when nobody did: what follows goes live. */
export async function recordApproval(context: StepContext): Promise<StepResult> {
  const { place, environment, now, say, print } = context;
  const approvals = await approvalsOfRun(context);
  if (!approvals || approvals.approved.length === 0)
    throw new ReleaseError('Nobody approved this run', {
      next: `The environment docscore-${environment} has lost its approval: npm run bootstrap puts it back.`,
    });
  const by = [...approvals.approved];
  await record(place, { at: now().toISOString(), environment, what: 'approved', by });
  for (const one of by) say(`approved by ${saidBy(one)}`);
  setOutputs('record-approval', { approvedBy: by.map(({ name }) => name).join(', ') }, print);
  return { approvedBy: by };
}
