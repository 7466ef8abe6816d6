import type { Row } from '../../domain/row.ts';
import { tokensOf } from '../../pipeline/preprocess.ts';
import { addCorrections } from '../data/corrections.ts';
import type { DataColumn, Dataset, Example, NamedValues, Part } from '../data/dataset.ts';
import { digestOfExamples } from '../data/dataset.ts';
import { splitExamples } from '../data/split.ts';
import { toText } from './stored-value.ts';

/** An example as a model reads it. */
export interface PreparedRow {
  readonly row: Row;
  /** Index of the label; null: none of them. */
  readonly truth: number | null;
  /** How many ordinary rows it counts as. */
  readonly weight: number;
}

/** An example that nothing is learnt from. */
export interface HeldOutRow extends PreparedRow {
  readonly values: NamedValues;
  /** `name=value` of each slice that it belongs to. */
  readonly slices: readonly string[];
}

export interface Prepared {
  readonly kind: 'text' | 'tabular';
  readonly labels: readonly string[];
  readonly columns: readonly DataColumn[];
  readonly training: readonly PreparedRow[];
  readonly choosing: readonly HeldOutRow[];
  readonly measuring: readonly HeldOutRow[];
  /** Ids of the corrections among the training rows. */
  readonly corrections: readonly string[];
  /** SHA-256 of what is trained on, hexadecimal. */
  readonly dataDigest: string;
  readonly notes: readonly string[];
}

export interface PrepareOptions {
  /** Right answers that people gave, to train on. */
  readonly corrections: readonly Example[];
  /** How many ordinary rows each of them counts as; one that only confirms what the model answered is an ordinary row. */
  readonly correctionWeight: number;
  /** Share of the rows to choose a threshold by, where the data leaves it open (0–1). */
  readonly choosingShare: number;
  readonly seed: number;
}

/** Splits examples into parts and turns them into what models read. @throws Error when a part is empty or a correction does not fit. */
export function prepare(dataset: Dataset, options: PrepareOptions): Prepared {
  const { corrections, correctionWeight } = options;
  const { kind, labels, columns } = dataset;
  const corrected = addCorrections(dataset, corrections);
  const overruled = dataset.examples.length + corrections.length - corrected.length;
  const notes = [...dataset.notes, ...(overruled > 0 ? [`${overruled} rows are overruled by corrections`] : [])];
  const examples = splitExamples(corrected, options);
  const of = (part: Part) => examples.filter((example) => example.part === part);
  for (const part of ['training', 'measuring'] as const) {
    if (of(part).length === 0) throw new Error(`Too little data: ${examples.length} rows leave none for ${part}`);
  }
  const training = of('training').map((example) => preparedRow(dataset, example, correctionWeight));
  const seen = new Set(training.map(({ row }) => toText(row)));
  // Two texts may differ and read the same.
  const unseen = (part: Part) =>
    of(part)
      .map((example) => heldOutRow(dataset, example))
      .filter(({ row }) => !seen.has(toText(row)));
  return {
    kind,
    labels,
    columns,
    notes,
    training,
    choosing: unseen('choosing'),
    measuring: unseen('measuring'),
    corrections: corrections.flatMap(({ id }) => id ?? []),
    dataDigest: digestOfExamples(of('training')),
  };
}

/** Rows to measure a model by that was made elsewhere. */
export function heldOutOnly(dataset: Dataset): Prepared {
  const { kind, labels, columns, examples, notes } = dataset;
  const measuring = examples.map((example) => heldOutRow(dataset, example));
  const none = { training: [], choosing: [], corrections: [] };
  return { kind, labels, columns, notes, ...none, measuring, dataDigest: digestOfExamples(examples) };
}

const preparedRow = (
  { kind, labels }: Dataset,
  { id, values, label, isConfirmed }: Example,
  weight: number,
): PreparedRow => ({
  row: readable(kind, values),
  truth: label === null ? null : labels.indexOf(label),
  weight: id === undefined || isConfirmed === true ? 1 : weight,
});

function heldOutRow(dataset: Dataset, example: Example): HeldOutRow {
  const prepared = preparedRow(dataset, example, 1);
  return { ...prepared, values: example.values, slices: slicesOf(example, prepared.row, dataset.columns) };
}

/** What a graph reads of named values: the tokens of a text; NaN for a number that is missing. */
export const readable = (kind: Prepared['kind'], { text, ...others }: NamedValues): Row => ({
  ...(kind === 'text' && { tokens: tokensOf(String(text)) }),
  ...Object.fromEntries(Object.entries(others).map(([name, value]) => [name, value ?? Number.NaN])),
});

/** Those of the data, each of few values, and how long a text is. */
function slicesOf({ values, slices = {} }: Example, { tokens }: Row, columns: readonly DataColumn[]): string[] {
  const own = Object.entries(slices);
  const few = columns.flatMap(({ name, values: allowed }) => (allowed ? [[name, String(values[name])] as const] : []));
  const length = Array.isArray(tokens) ? [['words', lengthOf(tokens.length)] as const] : [];
  return [...own, ...few, ...length].map(([name, value]) => `${name}=${value}`);
}

const lengthOf = (tokens: number): string => (tokens <= 10 ? 'up to 10' : tokens <= 50 ? '11 to 50' : 'over 50');
