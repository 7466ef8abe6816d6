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
