import { createHash } from 'node:crypto';

/** What an example is for: to learn from, to choose the threshold by, or to measure by. */
export type Part = 'training' | 'choosing' | 'measuring';

/** The named values of one instance, as they come over HTTP: a number that is missing is null. */
export type NamedValues = Readonly<Record<string, string | number | null>>;

/** One case with its right answer. */
export interface Example {
  /** Of the correction that it comes from. */
  readonly id?: string;
  /** Of a correction: the model had answered it rightly. */
  readonly isConfirmed?: boolean;
  readonly values: NamedValues;
  /** null: none of the labels. */
  readonly label: string | null;
  /** Absent: `prepare` decides. */
  readonly part?: Part;
  /** What to look at by itself, like `negation: yes`. */
  readonly slices?: Readonly<Record<string, string>>;
}

/** A named value, and what it may be. */
export interface DataColumn {
  readonly name: string;
  readonly type: 'string' | 'float32' | 'int64';
  readonly description?: string;
  readonly values?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly optional?: true;
}

/** Labelled data as it was got: texts (one named value, `text`), or rows of columns. */
export interface Dataset {
  readonly kind: 'text' | 'tabular';
  readonly labels: readonly string[];
  /** Of a table; a text has none. */
  readonly columns: readonly DataColumn[];
  readonly examples: readonly Example[];
  /** What a person should know: columns that were left out, and why. */
  readonly notes: readonly string[];
}

/** SHA-256 of cases and answers, hexadecimal. */
export function digestOfExamples(examples: readonly Example[]): string {
  const lines = examples.map(({ values, label }) => JSON.stringify([values, label]));
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}
