/** One listed behaviour of a server, taken away by changing its source: a check must turn red. */
export interface Mutant {
  /** What the server does no more. */
  readonly behaviour: string;
  /** From the repository's root. */
  readonly file: string;
  /** Occurs exactly once in the file. */
  readonly from: string;
  readonly to: string;
  /** The file of checks that turns red, in the folder of this list. */
  readonly suite: string;
}
