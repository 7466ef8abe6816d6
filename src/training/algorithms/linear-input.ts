import type { Row } from '../../domain/row.ts';
import type { Column, TabularLinear, TextLinear } from '../fitted.ts';
import type { Table } from '../table.ts';
import { columnEncoder, learnColumns } from './columns.ts';
import type { LinearWeights } from './fit-logistic.ts';
import { coarseFloats } from './rounding.ts';
import type { SparseRows } from './sparse-rows.ts';
import { packRows } from './sparse-rows.ts';
import type { TextFeatures } from './text-features.ts';
import { encodeTexts } from './text-features.ts';

/** A table as a linear learner sees it, and the way back from what it learnt. */
export interface LinearInput<T extends TextLinear | TabularLinear = TextLinear | TabularLinear> {
  readonly rows: SparseRows;
  readonly fitted: (learnt: LinearWeights) => T;
}

export function textInput({ rows, labels }: Table, features: TextFeatures): LinearInput<TextLinear> {
  return {
    rows: encodeTexts(rows, features),
    fitted: (learnt) => ({ kind: 'text-linear', labels, ...features, ...rounded(learnt) }),
  };
}

export function tabularInput(table: Table): LinearInput<TabularLinear> {
  const columns = learnColumns(table, true);
  return {
    rows: encodeColumns(table.rows, columns),
    fitted: (learnt) => ({ kind: 'tabular-linear', labels: table.labels, columns, ...rounded(learnt) }),
  };
}

function encodeColumns(rows: readonly Row[], columns: readonly Column[]): SparseRows {
  const encode = columnEncoder(columns);
  const dense = rows.map((row) => [...encode(row)].map((value, column): [number, number] => [column, value]));
  return packRows(
    dense.map((pairs) => pairs.filter(([, value]) => value !== 0)),
    dense[0]?.length ?? 0,
  );
}

const rounded = ({ weights, bias }: LinearWeights) => ({
  weights: coarseFloats(weights),
  bias: coarseFloats(bias),
  link: bias.length === 1 ? ('sigmoid' as const) : ('softmax' as const),
});
