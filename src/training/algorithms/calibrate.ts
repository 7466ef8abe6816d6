import type { TabularLinear, TextLinear } from '../fitted.ts';
import type { Table } from '../table.ts';
import { subset } from '../table.ts';
import type { LinearWeights } from './fit-logistic.ts';
import { fitLogistic } from './fit-logistic.ts';
import { stratifiedFolds } from './folds.ts';
import { labelled } from './labelled.ts';
import { outputsOf } from './probabilities.ts';
import { coarseFloats } from './rounding.ts';
import { packRows } from './sparse-rows.ts';

/**
 * Makes probabilities of margins: on rows held out from `fitMargins`, a logistic regression from margins to labels; for two
 * labels that is Platt's (1999) scaling with his smoothed targets. It is folded into the weights of the machine for all rows.
 */
export function calibrate<T extends TextLinear | TabularLinear>(
  table: Table,
  { folds, seed }: { readonly folds: number; readonly seed: number },
  fitMargins: (table: Table) => T,
): T {
  const margins: Float64Array[] = [];
  for (const { training, heldOut } of stratifiedFolds(table, folds, seed)) {
    const fitted = fitMargins(subset(table, training));
    for (const position of heldOut) {
      const row = table.rows[position];
      if (row) margins[position] = outputsOf(fitted, row);
    }
  }
  return fold(fitMargins(table), fitScaling(table, margins));
}

/** From margins (inputs) to logits (outputs), as a linear model. */
function fitScaling(table: Table, margins: readonly Float64Array[]): LinearWeights {
  const { targets, weights } = labelled(table, 'calibration');
  const outputs = margins[0]?.length ?? 1;
  const rows = packRows(
    margins.map((row) => [...row].map((margin, k): [number, number] => [k, margin])),
    outputs,
  );
  const smoothed = smoothedTargets(targets, table.labels.length);
  const wanted = outputs === 1 ? smoothed.map((row) => row.slice(1)) : smoothed;
  // Next to no pull: there are few weights and the targets are smoothed.
  return fitLogistic(rows, Float64Array.from(wanted.flat()), weights, { c: 1000, bias: true, iterations: 500 });
}

/** Platt's: (n + 1) / (n + 2) for a label with n rows, what is left shared by the others. */
function smoothedTargets(targets: readonly number[], labels: number): number[][] {
  const counts = Array.from({ length: labels }, (_, label) => targets.filter((target) => target === label).length);
  return targets.map((target) => {
    const own = ((counts[target] ?? 0) + 1) / ((counts[target] ?? 0) + 2);
    return counts.map((_, label) => (label === target ? own : (1 - own) / (labels - 1)));
  });
}

/** (x·W + b)·S + s = x·(W·S) + (b·S + s) */
function fold<T extends TextLinear | TabularLinear>(fitted: T, scaling: LinearWeights): T {
  const outputs = fitted.bias.length;
  const scaled = (values: Float32Array) =>
    Float64Array.from(values, (_, at) => {
      const start = at - (at % outputs);
      let sum = 0;
      for (let k = 0; k < outputs; k++)
        sum += (values[start + k] ?? 0) * (scaling.weights[k * outputs + (at % outputs)] ?? 0);
      return sum;
    });
  const bias = scaled(fitted.bias).map((value, k) => value + (scaling.bias[k] ?? 0));
  return { ...fitted, weights: coarseFloats(scaled(fitted.weights)), bias: coarseFloats(bias) };
}
