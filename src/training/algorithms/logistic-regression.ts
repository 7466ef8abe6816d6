import type { TabularLinear, TextLinear } from '../fitted.ts';
import type { Table } from '../table.ts';
import type { LogisticOptions } from './fit-logistic.ts';
import { fitLogistic } from './fit-logistic.ts';
import { weightsOf } from './labelled.ts';
import type { LinearInput } from './linear-input.ts';

/**
 * Logistic regression: binary with two labels, multinomial with more. A row without a label is to be equally likely anything.
 */
export function fitLogisticRegression<T extends TextLinear | TabularLinear>(
  table: Table,
  { rows, fitted }: LinearInput<T>,
  options: LogisticOptions,
): T {
  const { labels, targets } = table;
  const distributions = targets.flatMap((target) =>
    labels.map((_, label) => (target === undefined ? 1 / labels.length : Number(label === target))),
  );
  const wanted = labels.length > 2 ? distributions : distributions.filter((_, i) => i % 2 === 1);
  return fitted(fitLogistic(rows, Float64Array.from(wanted), weightsOf(table), options));
}
