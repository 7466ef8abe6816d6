import { AppError } from '../../../domain/errors.ts';
import type { KeptAnswer } from '../../../domain/kept-answer.ts';
import type { Stored } from '../../../domain/stored.ts';
import type { Services } from '../../../ports.ts';

/** Renewed while the work goes on; a crash frees the key after that. */
export const leaseSeconds = 60;

/** How often somebody else may come first. */
const attempts = 5;

type Key = Pick<KeptAnswer, 'requestId' | 'target'>;

/**
 * Takes a key for this request, or finds the answer that it had before. After a crash the work is done once more: what such routes
 * do is idempotent itself, or refused the second time.
 *
 * @throws AppError `reused` for a key of another path or query, `conflict` while the same request is being worked on, `unavailable`.
 */
export async function claimKey(
  { idempotency, now }: Services,
  key: Key,
): Promise<{ claimed: Stored<KeptAnswer> } | { answered: NonNullable<KeptAnswer['answer']> }> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const time = now();
    const fresh: KeptAnswer = {
      ...{ schema: 1, id: 'answer', type: 'answer' },
      ...key,
      createdAt: time.toISOString(),
      leaseUntil: leaseFrom(time),
    };
    const created = await idempotency.create(fresh);
    if (created !== 'exists') return { claimed: created };
    const known = await idempotency.read(key.requestId);
    if (!known) continue;
    const { target, answer, leaseUntil } = known.item;
    if (target !== key.target) throw reused();
    if (answer) return { answered: answer };
    if (Date.parse(leaseUntil) > time.getTime()) throw stillRunning();
    const taken = await idempotency.replace({ item: fresh, etag: known.etag });
    if (taken !== 'conflict') return { claimed: taken };
  }
  throw stillRunning();
}

export const leaseFrom = (time: Date) => new Date(time.getTime() + leaseSeconds * 1000).toISOString();

export const reused = () =>
  new AppError('reused', 'This Idempotency-Key was used for another request', { next: 'Use a new key' });

const stillRunning = () =>
  new AppError('conflict', 'The first request with this Idempotency-Key is still being worked on', {
    next: 'Send it again in a moment',
    retryAfterSeconds: 2,
  });
