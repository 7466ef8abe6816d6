/** What a document may cost its reader process; over one of them it is `rejected`. */
export interface ReaderLimits {
  /** To look at a file and say what is wrong with it. */
  readonly openMs: number;
  readonly pageMs: number;
  /** Resident memory of the reader process. */
  readonly rssBytes: number;
  readonly pages: number;
  /** Of a picture that was uploaded. */
  readonly pagePixels: number;
  /** A PDF page is rendered with at most so many. */
  readonly renderPixels: number;
}

/** DESIGN's limits. */
export const readerLimits: ReaderLimits = {
  openMs: 5_000,
  pageMs: 10_000,
  rssBytes: 800e6,
  pages: 200,
  pagePixels: 40e6,
  renderPixels: 16e6,
};
