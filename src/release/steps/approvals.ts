import { z } from 'zod';
import type { Approver } from '../evidence/entry.ts';
import { ReleaseError } from '../run-program.ts';
import type { StepContext } from './step.ts';

const Identity = z.object({ displayName: z.string(), uniqueName: z.string().optional() });
const Status = z.string();

/** Source: learn.microsoft.com/rest/api/azure/devops/approvalsandchecks/approvals/query */
const Approvals = z.object({
  value: z.array(
    z.object({
      id: z.string(),
      status: Status,
      lastModifiedOn: z.string().optional(),
      steps: z
        .array(
          z.object({
            assignedApprover: Identity,
            actualApprover: Identity.optional(),
            status: Status,
            comment: z.string().optional(),
          }),
        )
        .default([]),
      pipeline: z.object({ owner: z.object({ id: z.int() }) }).optional(),
    }),
  ),
});

/** What people said when this run asked them. */
export interface RunApprovals {
  readonly approved: readonly Approver[];
  readonly rejected: readonly Approver[];
  /** Nobody answered in time: Azure counts it as rejected. */
  readonly isTimedOut: boolean;
  readonly isCanceled: boolean;
}

/** The run's approvals, from Azure DevOps; `undefined` outside of a run. @throws ReleaseError when it does not answer. */
export async function approvalsOfRun({ env }: StepContext): Promise<RunApprovals | undefined> {
  const { SYSTEM_COLLECTIONURI: at, SYSTEM_TEAMPROJECT: project, BUILD_BUILDID: run, SYSTEM_ACCESSTOKEN: token } = env;
  if (!at || !project || !run) return undefined;
  if (!token)
    throw new ReleaseError('SYSTEM_ACCESSTOKEN is not set', {
      next: 'Map it in the YAML: env: { SYSTEM_ACCESSTOKEN: $(System.AccessToken) }',
    });
  const url = `${at}${encodeURIComponent(project)}/_apis/pipelines/approvals?$expand=steps&api-version=7.1`;
  const response = await fetch(url, {
    headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
  }).catch((cause: unknown) => {
    throw new ReleaseError(`Azure DevOps does not answer at ${at}`, { cause });
  });
  if (!response.ok)
    throw new ReleaseError(`Azure DevOps says ${String(response.status)} when asked for the run's approvals`);
  const all = Approvals.parse(await response.json()).value;
  const ofRun = all.filter(({ pipeline }) => pipeline?.owner.id === Number(run));
  const statuses = ofRun.flatMap(({ status, steps }) => [status, ...steps.map((step) => step.status)]);
  const saying = (status: string) =>
    ofRun.flatMap(({ steps }) => steps.filter((step) => step.status === status).map(approver));
  return {
    approved: saying('approved'),
    rejected: saying('rejected'),
    isTimedOut: statuses.includes('timedOut'),
    isCanceled: statuses.includes('canceled'),
  };
}

type AskedStep = z.infer<typeof Approvals>['value'][number]['steps'][number];

function approver({ actualApprover, assignedApprover, comment = '' }: AskedStep): Approver {
  const { displayName, uniqueName = '' } = actualApprover ?? assignedApprover;
  return { name: displayName, account: uniqueName, comment };
}

/** `Ada (ada@contoso.com): looks right`. */
export const saidBy = ({ name, account, comment }: Approver): string =>
  `${name}${account === '' ? '' : ` (${account})`}${comment === '' ? '' : `: ${comment}`}`;
