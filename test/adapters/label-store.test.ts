import { describe, expect, it } from 'vitest';
import { blobLabels } from '../../src/adapters/blob-labels.ts';
import { memoryLabels } from '../../src/adapters/memory-labels.ts';
import type { LabelledRow } from '../../src/domain/labelled-row.ts';
import type { LabelStore } from '../../src/ports.ts';
import { noon } from '../fixtures/builders.ts';
import { azuriteForTest } from '../fixtures/servers.ts';

const aRow = (letter: string, change: Partial<LabelledRow> = {}): LabelledRow => ({
  schema: 1,
  id: letter.repeat(26),
  model: 'm',
  modelVersion: '1.0.0',
  subject: 'request:one:0',
  row: { region: 'north', month: 3 },
  label: 'resolved',
  predicted: 'unresolved',
  revision: 1,
  at: noon.toISOString(),
  ...change,
});

/** What every `LabelStore` promises. */
function labelStoreContract(make: () => Promise<LabelStore> | LabelStore) {
  it('keeps the latest revision of a row, in whatever order they come', async () => {
    const store = await make();
    await store.put(aRow('a', { revision: 2, label: 'second' }));
    await store.put(aRow('a', { revision: 1, label: 'first' }));
    await Promise.all([3, 5, 4].map((revision) => store.put(aRow('b', { revision, label: String(revision) }))));

    expect((await store.list('m', { limit: 10 })).items).toEqual([
      aRow('a', { revision: 2, label: 'second' }),
      aRow('b', { revision: 5, label: '5' }),
    ]);
  });

  it('lists the rows of a model, and of no other whose name begins alike, in pages', async () => {
    const store = await make();
    for (const letter of 'abc') await store.put(aRow(letter));
    await store.put(aRow('d', { model: 'm-2' }));

    const first = await store.list('m', { limit: 2 });
    const second = await store.list('m', { limit: 2, next: first.next });

    expect([first, second].map(({ items }) => items.map(({ id }) => id[0]).join(''))).toEqual(['ab', 'c']);
    expect(second.next).toBeUndefined();
    expect(await store.list('nobody', { limit: 2 })).toMatchObject({ items: [] });
    await expect(store.list('m', { limit: 2, next: 'ä' })).rejects.toMatchObject({ code: 'invalid' });
  });

  it('gives those that were written since', async () => {
    const store = await make();
    await store.put(aRow('a'));

    expect(await store.since('m', new Date(Date.now() - 60_000))).toEqual([aRow('a')]);
    expect(await store.since('m', new Date(Date.now() + 60_000))).toEqual([]);
  });

  it('erases a row, and what is not there', async () => {
    const store = await make();
    await store.put(aRow('a'));

    await store.erase('m', aRow('a').id);
    await store.erase('m', aRow('a').id);

    expect((await store.list('m', { limit: 10 })).items).toEqual([]);
  });
}

describe('memoryLabels', () => labelStoreContract(() => memoryLabels(() => new Date())));
describe('blobLabels', () =>
  labelStoreContract(async () => blobLabels((await azuriteForTest(['training']))('training'))));
