import type { HeldOutRow, Prepared, PreparedRow } from '../pipeline/prepare.ts';
import { toText } from '../pipeline/stored-value.ts';
import type { Check } from './check.ts';
import { percent, shareOf } from './check.ts';

/** Answers that differ for the same values: beyond this share of rows nobody can learn which is right. */
const contradicting = 0.1;
/** Texts that are there again teach nothing new, and say that the data was joined wrongly. Rows of few values repeat by nature. */
const repeated = 0.2;
/** Of all rows, times the number of labels: the rarest label has at least a tenth of its even share. */
const rarestShare = 0.1;

/** What can be wrong with the data before any model looks at it. */
export function dataChecks(prepared: Prepared): Check[] {
  const { training, choosing, measuring } = prepared;
  const heldOut = [...choosing, ...measuring];
  return [
    types(prepared, heldOut),
    ...(training.length === 0 ? [] : [contradictions(training), leakage(training, measuring)]),
    ...(training.length === 0 || prepared.kind === 'tabular' ? [] : [duplicates(training)]),
    balance(prepared, training.length === 0 ? measuring : training),
  ];
}

function types({ kind, columns, training }: Prepared, heldOut: readonly HeldOutRow[]): Check {
  const rows = [...training, ...heldOut];
  const right = ({ row }: PreparedRow) =>
    kind === 'text'
      ? Array.isArray(row['tokens']) && row['tokens'].length > 0
      : columns.every(({ name, type, values, minimum = -Infinity, maximum = Infinity, optional }) => {
          const value = row[name];
          if (typeof value === 'string') return type === 'string' && (!values || values.includes(value));
          if (typeof value !== 'number' || type === 'string') return false;
          return Number.isNaN(value) ? optional === true : value >= minimum && value <= maximum;
        });
  const score = shareOf(rows, right);
  const what = kind === 'text' ? 'have words' : 'have values of their types and ranges';
  return {
    group: 'data',
    name: 'types',
    score,
    atLeast: 0.99,
    found: `${percent(score)} of ${rows.length} rows ${what}`,
  };
}

function contradictions(training: readonly PreparedRow[]): Check {
  const groups = Map.groupBy(training, ({ row }) => toText(row));
  const odd = [...groups.values()].reduce((sum, rows) => {
    const counts = [...Map.groupBy(rows, ({ truth }) => truth).values()].map(({ length }) => length);
    return sum + rows.length - Math.max(...counts);
  }, 0);
  const share = odd / training.length;
  const found = `${percent(share)} of the rows contradict rows with the same values`;
  return { group: 'data', name: 'contradictions', score: 1 - share, atLeast: 1 - contradicting, found };
}

function duplicates(training: readonly PreparedRow[]): Check {
  const share = 1 - new Set(training.map(({ row }) => toText(row))).size / training.length;
  const found = `${percent(share)} of the rows were there before`;
  return { group: 'data', name: 'duplicates', score: 1 - share, atLeast: 1 - repeated, found };
}

function leakage(training: readonly PreparedRow[], measuring: readonly HeldOutRow[]): Check {
  const seen = new Set(training.map(({ row }) => toText(row)));
  const score = shareOf(measuring, ({ row }) => !seen.has(toText(row)));
  const found = `${percent(1 - score)} of ${measuring.length} held-out rows were trained on`;
  return { group: 'data', name: 'leakage', score, atLeast: 1, found };
}

function balance({ labels }: Prepared, rows: readonly PreparedRow[]): Check {
  const shares = labels.map((_, index) => shareOf(rows, ({ truth }) => truth === index));
  const rarest = Math.min(...shares);
  const found = `the rarest label, ${labels[shares.indexOf(rarest)] ?? ''}, is ${percent(rarest)} of the rows`;
  return {
    group: 'data',
    name: 'label balance',
    score: Math.min(1, rarest * labels.length),
    atLeast: rarestShare,
    found,
  };
}
