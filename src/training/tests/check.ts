import type { Row } from '../../domain/row.ts';
import type { NamedValues } from '../data/dataset.ts';
import type { Prepared } from '../pipeline/prepare.ts';

export const testGroups = ['data', 'floor', 'slices', 'shuffled', 'stability', 'limits'] as const;
export type TestGroup = (typeof testGroups)[number];

/** One thing that was looked at. It passes when its score reaches the limit. */
export interface Check {
  readonly group: TestGroup;
  readonly name: string;
  /** 0–1; higher is better. */
  readonly score: number;
  readonly atLeast: number;
  /** What was found, for people. */
  readonly found: string;
}

/** The probability of each label, for each row. */
export type Scorer = (rows: readonly Row[]) => Promise<readonly (readonly number[])[]>;

/** A model version under test, and the data to test it with. */
export interface Tested {
  readonly prepared: Prepared;
  /** Below this probability the answer is none of the labels. */
  readonly threshold: number;
  readonly score: Scorer;
  /** What the model reads of named values. */
  readonly read: (values: NamedValues) => Row;
  /** Trains the same way on rows with other answers; absent for a model that was made elsewhere. */
  readonly retrain?: ((prepared: Prepared) => Promise<Scorer>) | undefined;
  /** What answering costs; see `limits.ts`. */
  readonly costs: Costs;
}

export interface Costs {
  readonly graphBytes: number;
  /** What the process grew by when it loaded the graph. */
  readonly loadedBytes: number;
  /** One row at a time, the median. */
  readonly msPerRow: number;
}

export const isPassed = ({ score, atLeast }: Check): boolean => score >= atLeast;

/** Index of the label that is answered; null: none of them. */
export async function answersOf({ score, threshold }: Pick<Tested, 'score' | 'threshold'>, rows: readonly Row[]) {
  return (await score(rows)).map((probabilities) => {
    const confidence = Math.max(...probabilities);
    return confidence < threshold ? null : probabilities.indexOf(confidence);
  });
}

/** Of items for which it holds, 0–1; of none: 1. */
export const shareOf = <T>(items: readonly T[], holds: (item: T, index: number) => boolean): number =>
  items.length === 0 ? 1 : items.filter(holds).length / items.length;

export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
