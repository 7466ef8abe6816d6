import type { Manifest, ModelInput } from '../domain/manifest.ts';
import type { Row } from '../domain/row.ts';

type Value = Row[string];

/** How many rows are tried at least and at most: enough to see most allowed values once. */
const fewest = 8;
const most = 64;

const sentences = [
  'The food was very good and the people were friendly',
  'Total 12.50 cash change receipt',
  'not worth the money',
];

/** Rows that a model must answer: allowed values, ends and middle of ranges, short texts, missing numbers where they may miss. */
export function exampleRows({ signature: { inputs } }: Pick<Manifest, 'signature'>): Row[] {
  const choices = inputs.map((input) => ({ name: input.name, values: usualValues(input) }));
  const count = Math.min(most, Math.max(fewest, ...choices.map(({ values }) => values.length)));
  return Array.from({ length: count }, (_, row) =>
    // Each input a step further than the one before it: combinations differ from row to row.
    Object.fromEntries(
      choices.map(({ name, values }, input) => [
        name,
        values[(row + input * Math.floor(row / values.length)) % values.length] ?? '',
      ]),
    ),
  );
}

/** Rows that a model may fail on, but not by eating memory or time: the largest that callers can send. */
export function extremeRows({ signature: { inputs } }: Pick<Manifest, 'signature'>): Row[] {
  const choices = inputs.map((input) => ({ name: input.name, values: extremeValues(input) }));
  const count = Math.max(...choices.map(({ values }) => values.length));
  return Array.from({ length: count }, (_, row) =>
    Object.fromEntries(choices.map(({ name, values }) => [name, values[row % values.length] ?? ''])),
  );
}

function usualValues({ name, type, values, minimum, maximum, optional }: ModelInput): readonly Value[] {
  // A text may be without words that count, but never blank.
  if (name === 'tokens') return [...sentences.map(wordsOf), ['']];
  if (name === 'text') return sentences;
  if (values) return values;
  if (type === 'string') return ['a', 'other', ''];
  const [low, high] = [minimum ?? Math.min(0, maximum ?? 0), maximum ?? Math.max(10, minimum ?? 0)];
  const middle = (low + high) / 2;
  const numbers = [low, type === 'int64' ? Math.floor(middle) : middle, high];
  return optional ? [...numbers, NaN] : numbers;
}

function extremeValues(input: ModelInput): readonly Value[] {
  const { name, type, values, minimum, maximum } = input;
  if (name === 'tokens') return [Array.from({ length: 5000 }, (_, word) => `word${word % 100}`)];
  if (name === 'text' || (type === 'string' && !values)) return ['long text '.repeat(10_000)];
  if (values) return usualValues(input);
  const [low, high] = type === 'int64' ? [-Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER] : [-3e38, 3e38];
  // 2 ** 31: so many floats are 8 GB.
  return [minimum ?? low, maximum ?? high, Math.min(Math.max(2 ** 31, minimum ?? low), maximum ?? high)];
}

const wordsOf = (sentence: string): readonly string[] => sentence.toLowerCase().split(' ');
