import type { RunKey } from '../domain/run-key.ts';
import { sameRun, type Current, type Known } from '../jobs/current.ts';
import type { Services } from '../ports.ts';

/** Head and its job; `undefined` for a document that was never seen. */
export async function readCurrent(services: Services, id: string): Promise<Known | undefined> {
  const head = await services.documents.readHead(id);
  if (!head) return undefined;
  const { documentId, version, run, state } = head.item;
  const job = await services.documents.readJob({ documentId, version, run });
  if (!job && state !== 'deleted')
    throw new Error(`The job of document ${id}, version ${version}, run ${String(run)} is missing`);
  return { head, job };
}

/** A run's job and head; `undefined` when it is not, or no longer, the document's current run. */
export async function readRun(services: Services, run: RunKey): Promise<Current | undefined> {
  const [head, job] = await Promise.all([services.documents.readHead(run.documentId), services.documents.readJob(run)]);
  return head && job && sameRun(head.item, run) ? { head, job } : undefined;
}
