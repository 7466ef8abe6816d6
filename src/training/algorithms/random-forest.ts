import type { Trees } from '../fitted.ts';
import type { Random } from '../random.ts';
import type { Table } from '../table.ts';
import { binRows } from './binned.ts';
import { learnColumns } from './columns.ts';
import { growTree } from './grow-tree.ts';
import { labelled } from './labelled.ts';
import { summable } from './rounding.ts';
import { shuffle } from './shuffle.ts';

export interface ForestOptions {
  readonly trees: number;
  readonly depth: number;
  /** Fewest (weighted) rows in a leaf. */
  readonly minLeaf: number;
}

/**
 * Random forest: each tree learns from as many rows as there are, drawn with replacement, and tries √features at each node;
 * Gini impurity; leaves hold shares of labels, and the answer is their mean.
 * Source: Breiman 2001, "Random forests"; the mean as scikit-learn's.
 *
 * @throws Error for a row without a label.
 */
export function fitRandomForest(table: Table, { trees, depth, minLeaf }: ForestOptions, random: Random): Trees {
  const { labels, rows } = table;
  const { targets, weights } = labelled(table, 'random-forest');
  const columns = learnColumns(table, false);
  const features = binRows(rows, columns);
  const order = Int32Array.from(features.keys());

  const grown = Array.from({ length: trees }, () => {
    const statistics = new Float64Array(rows.length * labels.length);
    const drawn = new Set<number>();
    for (let draw = 0; draw < rows.length; draw++) {
      const row = random.integer(0, rows.length - 1);
      const at = row * labels.length + (targets[row] ?? 0);
      statistics[at] = (statistics[at] ?? 0) + summable(weights[row] ?? 1);
      drawn.add(row);
    }
    return growTree(features, Int32Array.from(drawn).sort(), {
      statistics,
      width: labels.length,
      depth,
      // The sum of both children's is largest where their weighted impurity is smallest.
      worth: purity,
      isEnough: (sums) => total(sums) >= minLeaf,
      leaf: (sums) => [...sums].map((count) => count / total(sums)),
      candidates: () => {
        shuffle(order, random);
        return { features: order, atLeast: Math.max(1, Math.floor(Math.sqrt(features.length))) };
      },
    });
  });
  return { kind: 'trees', labels, columns, trees: grown, base: labels.map(() => 0), link: 'mean' };
}

/** Σ count² ÷ Σ count */
function purity(sums: Float64Array): number {
  let squares = 0;
  for (let k = 0; k < sums.length; k++) squares += (sums[k] ?? 0) ** 2;
  return squares / total(sums);
}

function total(sums: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < sums.length; k++) sum += sums[k] ?? 0;
  return sum;
}
