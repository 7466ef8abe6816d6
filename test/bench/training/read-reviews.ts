import { readFile } from 'node:fs/promises';
import { tokensOf } from '../../../src/pipeline/preprocess.ts';
import { readCsv } from '../../../src/training/data/csv.ts';
import type { Table } from '../../../src/training/table.ts';

/** Restaurant reviews: text and whether the writer liked it. Tokens as docscore makes them of every text. */
export async function readReviews(folder: URL): Promise<Table> {
  const { records } = readCsv(await readFile(new URL('restaurant_reviews_train.tsv', folder)));
  return {
    labels: ['0', '1'],
    columns: [],
    rows: records.map(({ fields: [text = ''] }) => ({ tokens: tokensOf(text) })),
    targets: records.map(({ fields: [, liked = ''] }) => ['0', '1'].indexOf(liked)),
  };
}
