import { createHash } from 'node:crypto';
import type { EventKind } from '../domain/document-event.ts';
import type { RunKey } from '../domain/run-key.ts';

const base32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** The first 26 base32 characters of SHA-256(container + newline + exact name). */
export function documentId(container: string, name: string): string {
  const digest = createHash('sha256').update(`${container}\n${name}`).digest();
  let bits = 0n;
  for (const byte of digest.subarray(0, 17)) bits = (bits << 8n) | BigInt(byte);
  return Array.from({ length: 26 }, (_, index) => base32[Number((bits >> BigInt(131 - 5 * index)) & 31n)]).join('');
}

export const jobId = ({ version, run }: RunKey) => `job:${version}:${String(run)}`;

export const predictionId = ({ version, run }: RunKey, model: string) =>
  `prediction:${version}:${String(run)}:${model}`;

/** One per event that a run can owe: a run that is scored and later deleted owes two. */
export const outboxId = ({ version, run }: RunKey, kind: EventKind) => `outbox:${version}:${String(run)}:${kind}`;

/** One for each life that was deleted. */
export const erasureId = (life: number) => `erasure:${String(life)}`;

/** CloudEvents id: the same event sent twice has the same id. */
export function eventId({ documentId, version, run }: RunKey, type: string): string {
  return createHash('sha256')
    .update([documentId, version, String(run), type].join('\n'))
    .digest('hex');
}
