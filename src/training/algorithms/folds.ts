import { seededRandom } from '../random.ts';
import type { Table } from '../table.ts';
import { shuffle } from './shuffle.ts';

/** Positions of rows to learn from, and of those held out. */
export interface Fold {
  readonly training: readonly number[];
  readonly heldOut: readonly number[];
}

/**
 * Stratified: each label's rows (and those without one) are shuffled and dealt out in turn, so every fold holds its share.
 *
 * @throws Error when a label has fewer than two rows, or there are fewer than two folds.
 */
export function stratifiedFolds({ labels, targets }: Table, count: number, seed: number): Fold[] {
  if (!(Number.isInteger(count) && count >= 2)) throw new Error(`There must be at least 2 folds, not ${String(count)}`);
  const random = seededRandom(seed);
  const foldOf = new Int32Array(targets.length);
  let dealt = 0;
  for (const label of [...labels.keys(), undefined]) {
    const rows = Int32Array.from(targets.keys()).filter((r) => targets[r] === label);
    if (label !== undefined && rows.length < 2) {
      throw new Error(
        `A label needs at least two rows, so that one can be held out; ${labels[label] ?? ''} has ${String(rows.length)}`,
      );
    }
    shuffle(rows, random);
    for (const r of rows) foldOf[r] = dealt++ % count;
  }
  const positions = [...targets.keys()];
  return Array.from({ length: count }, (_, fold) => ({
    training: positions.filter((r) => foldOf[r] !== fold),
    heldOut: positions.filter((r) => foldOf[r] === fold),
  }));
}
