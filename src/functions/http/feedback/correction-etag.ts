import type { HttpRequest } from '@azure/functions';
import type { Correction } from '../../../domain/correction.ts';
import { CorrectionView } from '../../../domain/correction-view.ts';

/** Names one state of a correction, whatever else happens to its item. */
const etagOf = ({ version, revision }: Correction) => `"${version}.${String(revision)}"`;

/**
 * Whether a change was decided on what is there now: `If-Match` with its ETag or `*`, `If-None-Match: *` for the first. Who says
 * nothing means the first.
 */
export function isExpected({ headers }: HttpRequest, present: Correction | undefined): boolean {
  const match = headers.get('if-match');
  if (match === null) return present === undefined;
  if (!present) return false;
  return match.split(',').some((one) => one.trim() === '*' || one.trim() === etagOf(present));
}

/** A correction as it is shown. */
export const viewOf = (correction: Correction): CorrectionView =>
  CorrectionView.parse({ ...correction, etag: etagOf(correction) });
