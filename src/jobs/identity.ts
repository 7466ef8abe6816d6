import { createHash } from 'node:crypto';
import type { EventKind } from '../domain/document-event.ts';
import type { RunKey } from '../domain/run-key.ts';

const base32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** The first 26 base32 characters of SHA-256(container + newline + exact name). */
export const documentId = (container: string, name: string): string => shortDigest(`${container}\n${name}`);

/** Of the correction of a model's answer to a version, or of the feedback on a recorded prediction: the labelled row's id. */
export const labelId = (...subject: readonly string[]): string => shortDigest(['label', ...subject].join('\n'));

/** The first 26 base32 characters (RFC 4648, lower case) of SHA-256. */
function shortDigest(text: string): string {
  const digest = createHash('sha256').update(text).digest();
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

/** CloudEvents id of what a request from the hub leads to. */
export const requestEventId = (requestId: string): string =>
  createHash('sha256').update([requestId, 'scored'].join('\n')).digest('hex');

/** SHA-256 of a message, hexadecimal. @param json Without insignificant blanks, keys as they came. */
export const messageDigest = (json: string): string => createHash('sha256').update(json).digest('hex');

/** One for each version and model. */
export const correctionId = ({ version }: Pick<RunKey, 'version'>, model: string) => `correction:${version}:${model}`;

export const feedbackId = (index: number) => `feedback:${String(index)}`;
