import { z } from 'zod';
import { ReleaseError } from '../run-program.ts';
import type { RunFile } from './run-folder.ts';

const Refusal = z.object({ message: z.string() });

/**
 * Says yes or no as a person does in Azure DevOps: over its REST API, with that person's token.
 *
 * @throws ReleaseError when nobody is asked, the person is not known, or Azure DevOps refuses: the run goes on waiting.
 */
export async function decide(
  { devops, waiting, id }: Pick<RunFile, 'devops' | 'waiting' | 'id'>,
  { status, as, comment }: { readonly status: 'approved' | 'rejected'; readonly as: string; readonly comment: string },
): Promise<void> {
  if (!devops || !waiting)
    throw new ReleaseError(`Run ${id} does not wait for anybody`, { next: `npm run rehearse -- look ${id}` });
  const token = devops.tokens[as];
  if (token === undefined)
    throw new ReleaseError(`${as} is nobody here`, {
      next: `There are ${Object.keys(devops.tokens).join(', ')}; --approvers names others at the start.`,
    });
  const response = await fetch(`${devops.url}/${devops.project}/_apis/pipelines/approvals?api-version=7.1`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify([{ approvalId: waiting.id, status, comment }]),
  });
  if (!response.ok) throw new ReleaseError(Refusal.parse(await response.json()).message);
}
