import { stratifiedFolds } from '../algorithms/folds.ts';
import { probabilities } from '../algorithms/probabilities.ts';
import type { Fitted } from '../fitted.ts';
import type { Table } from '../table.ts';
import { subset } from '../table.ts';
import type { Guess } from './guess.ts';

/** What a model that has not seen a row says about it. */
export interface HeldOutGuess extends Guess {
  /** Of the row in the table. */
  readonly position: number;
}

/**
 * K-fold cross-validation, stratified: each row is guessed once, by a model trained on the other folds. Rows without a label
 * are trained on, but not guessed.
 *
 * @returns In the order of the table.
 */
export function crossValidate(
  table: Table,
  { folds, seed }: { readonly folds: number; readonly seed: number },
  train: (table: Table) => Fitted,
): HeldOutGuess[] {
  const guesses = stratifiedFolds(table, folds, seed).flatMap(({ training, heldOut }) => {
    const fitted = train(subset(table, training));
    return heldOut.flatMap((position): HeldOutGuess[] => {
      const row = table.rows[position];
      const truth = table.targets[position];
      return row && truth !== undefined ? [{ position, truth, probabilities: probabilities(fitted, row) }] : [];
    });
  });
  return guesses.sort((a, b) => a.position - b.position);
}
