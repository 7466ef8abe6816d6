import type { Row } from '../../../src/domain/row.ts';
import { seededRandom } from '../../../src/training/random.ts';
import type { Table } from '../../../src/training/table.ts';

/** Texts as words between spaces, with their labels. */
export function texts(...rows: readonly (readonly [text: string, label: number | undefined])[]): Table {
  return {
    labels: ['0', '1'],
    columns: [],
    rows: rows.map(([text]) => ({ tokens: text.split(' ') })),
    targets: rows.map(([, label]) => label),
  };
}

/** Texts of six random words and one that gives the label away; `noise` is the share of labels that are turned round. */
export function reviews(count: number, noise = 0, seed = 1): Table {
  const random = seededRandom(seed);
  const pairs = Array.from({ length: count }, (_, i): [string, number] => {
    const words = Array.from({ length: 6 }, () => `w${random.integer(0, 40)}`);
    words.splice(
      random.integer(0, 6),
      0,
      i % 2 === 1 ? random.pick(['lovely', 'great']) : random.pick(['awful', 'bad']),
    );
    return [words.join(' '), random.next() < noise ? 1 - (i % 2) : i % 2];
  });
  return texts(...pairs);
}

/** Instances that are `yes` in the north or above 10; `age` is missing in one of ten. */
export function instances(count: number, seed = 1): Table {
  const random = seededRandom(seed);
  const rows = Array.from({ length: count }, () => ({
    region: random.pick(['north', 'south', 'west']),
    amount: random.integer(0, 20),
    age: random.next() < 0.1 ? NaN : random.integer(0, 90),
  }));
  return {
    labels: ['no', 'yes'],
    columns: [
      { name: 'region', type: 'string' },
      { name: 'amount', type: 'int64' },
      { name: 'age', type: 'float32' },
    ],
    rows,
    targets: rows.map(({ region, amount }) => Number(region === 'north' || amount > 10)),
  };
}

/** The same rows under labels drawn from a hat. */
export function shuffled(table: Table, seed: number): Table {
  const random = seededRandom(seed);
  return { ...table, targets: table.targets.map(() => random.integer(0, table.labels.length - 1)) };
}

/** Rows of one number `x`, with labels. */
export function numbers(...rows: readonly (readonly [x: number, label: number])[]): Table {
  return {
    labels: ['a', 'b'],
    columns: [{ name: 'x', type: 'float32' }],
    rows: rows.map(([x]): Row => ({ x })),
    targets: rows.map(([, label]) => label),
  };
}
