import { AppError } from './errors.ts';

/** A blob of container `documents`, as it is now. */
export interface Upload {
  readonly container: string;
  /** Exactly as the blob is called; data, never a path. */
  readonly name: string;
  readonly version: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  readonly lastModified: Date;
}

/** @param limitBytes The setting that the document is over. */
export const tooLarge = (limitBytes: number) =>
  new AppError('too-large', `A document has at most ${String(Math.floor(limitBytes / 1e6))} MB`, {
    next: 'Split it, or make the scans smaller',
  });
