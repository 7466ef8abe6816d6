import type { TabularLinear, TextLinear } from '../fitted.ts';
import type { Random } from '../random.ts';
import type { Table } from '../table.ts';
import type { LinearWeights } from './fit-logistic.ts';
import { fitSvm } from './fit-svm.ts';
import { labelled } from './labelled.ts';
import type { LinearInput } from './linear-input.ts';

/** Margins, not probabilities: `calibrate` makes them so. One machine for two labels, else one per label against the rest. */
export function fitLinearSvm<T extends TextLinear | TabularLinear>(
  table: Table,
  { rows, fitted }: LinearInput<T>,
  c: number,
  random: Random,
): T {
  return fitted(
    oneAgainstRest(table, 'linear-svm', (signs, weights) =>
      fitSvm(
        rows,
        signs,
        weights.map((weight) => c * weight),
        random,
      ),
    ),
  );
}

/**
 * @param fitOne Tells rows of sign +1 from those of −1: weights, columns, then the bias.
 * @returns Weights columns × outputs.
 */
export function oneAgainstRest(
  table: Table,
  algorithm: string,
  fitOne: (signs: Float64Array, weights: Float64Array) => Float64Array,
): LinearWeights {
  const { targets, weights } = labelled(table, algorithm);
  const positives = table.labels.length > 2 ? [...table.labels.keys()] : [1];
  const machines = positives.map((positive) =>
    fitOne(
      Float64Array.from(targets, (target) => (target === positive ? 1 : -1)),
      weights,
    ),
  );
  const columns = (machines[0]?.length ?? 1) - 1;
  return {
    weights: Float64Array.from(
      { length: columns * machines.length },
      (_, at) => machines[at % machines.length]?.[Math.floor(at / machines.length)] ?? 0,
    ),
    bias: Float64Array.from(machines, (machine) => machine[columns] ?? 0),
  };
}
