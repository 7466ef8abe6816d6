/**
 * What a graph reads of one instance or document: a value for each of its inputs. `tokens` is a list of words; a number that
 * is missing is NaN.
 */
export type Row = Readonly<Record<string, string | number | readonly string[]>>;

/** How much a value moved the answer's logit, up (positive) or down. */
export interface Contribution {
  /** The word, or the input with its value: `region=north`. */
  readonly feature: string;
  readonly weight: number;
}
