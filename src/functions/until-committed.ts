import { AppError } from '../domain/errors.ts';
import type { Write } from '../domain/stored.ts';
import type { Services } from '../ports.ts';

/** Lost races against other writers of one document before the caller is told to come again. */
const tries = 8;

/**
 * Reads, decides and commits; looks again when somebody else was faster.
 * @param decide Its writes are fenced by what it has read; none means that there is nothing to do.
 * @throws AppError `unavailable` when others kept changing the document meanwhile; and whatever `decide` throws.
 */
export async function untilCommitted<Decision extends { readonly writes: readonly Write[] }>(
  services: Services,
  documentId: string,
  decide: () => Promise<Decision>,
): Promise<Decision> {
  for (let attempt = 0; attempt < tries; attempt++) {
    const decision = await decide();
    if (decision.writes.length === 0) return decision;
    if ((await services.documents.commit(documentId, decision.writes)) === 'committed') return decision;
  }
  throw new AppError('unavailable', 'The document is being changed by others');
}
