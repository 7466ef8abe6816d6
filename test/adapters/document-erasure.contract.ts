import { expect, it } from 'vitest';
import type { Head } from '../../src/domain/head.ts';
import { auditOf } from '../../src/jobs/audit.ts';
import { remove } from '../../src/jobs/remove.ts';
import type { DocumentStore } from '../../src/ports.ts';
import { aCurrent, aJob, noon, secondsAfterNoon } from '../fixtures/builders.ts';

const idOf = (letter: string) => letter.repeat(26);

const aHead = (letter: string, change: Partial<Head> = {}): Head => ({
  ...aCurrent().head.item,
  documentId: idOf(letter),
  ...change,
});

const itemsOf = async (store: DocumentStore, letter: string) =>
  (await store.readItems(idOf(letter))).sort((a, b) => a.item.id.localeCompare(b.item.id));

/** What every `DocumentStore` promises of what is to go, and of what is not its own. */
export function documentErasureContract(make: () => Promise<DocumentStore> | DocumentStore) {
  it('erases items that are as they were read, all of them or none, and gives back what is left', async () => {
    const store = await make();
    const audit = auditOf('erase', aJob(), noon, { by: 'sweep', nonce: '1' });
    await store.commit(idOf('a'), [
      { create: aHead('a') },
      { create: aJob() },
      { create: aJob({ id: 'job:0x1:2', run: 2 }) },
    ]);
    await store.commit(idOf('b'), [{ create: aHead('b') }]);
    const [, job, next] = await itemsOf(store, 'a');
    if (!job || !next) throw new Error('No jobs');
    await store.commit(idOf('a'), [{ replace: next.item, etag: next.etag }]);

    expect(
      await store.commit(idOf('a'), [
        { erase: job.item, etag: job.etag },
        { erase: next.item, etag: next.etag },
      ]),
    ).toBe('conflict');
    expect(await itemsOf(store, 'a')).toHaveLength(3);
    expect(await store.commit(idOf('a'), [{ erase: job.item, etag: job.etag }, { create: audit }])).toBe('committed');
    expect((await itemsOf(store, 'a')).map(({ item }) => item.id)).toEqual([audit.id, 'head', 'job:0x1:2']);
    expect(await store.commit(idOf('a'), [{ erase: job.item, etag: job.etag }])).toBe('conflict');
  });

  it('lists the erasures that are due, longest overdue first', async () => {
    const store = await make();
    for (const [letter, seconds] of Object.entries({ a: -1, b: -9, c: 1 })) {
      const [, , , owed] = remove(aCurrent({ documentId: idOf(letter) }), undefined, noon, seconds);
      await store.commit(idOf(letter), owed ? [owed] : []);
    }

    const due = await store.listErasures(noon, 10);

    expect(due.map(({ item }) => item.documentId[0])).toEqual(['b', 'a']);
    expect(await store.listErasures(noon, 1)).toHaveLength(1);
    expect(due[0]?.item).toMatchObject({ life: 1, dueAt: secondsAfterNoon(-9) });
  });

  it('leaves alone what newer code wrote', async () => {
    const store = await make();
    const newer = <T extends object>(item: T): T => ({ ...item, schema: 2, novelty: true });
    const overdue = aJob({ dueAt: secondsAfterNoon(-1) });
    await store.commit(idOf('a'), [
      { create: newer(aHead('a')) },
      { create: newer(overdue) },
      { create: newer(auditOf('cancel', aJob(), noon, { by: 'operator', nonce: '1' })) },
    ]);

    await expect(store.readHead(idOf('a'))).rejects.toMatchObject({ code: 'unavailable' });
    await expect(store.readJob(overdue)).rejects.toMatchObject({ code: 'unavailable' });
    expect(await store.listDue(noon, 10)).toEqual([]);
    expect(await store.listHeads({}, { limit: 10 })).toMatchObject({ items: [] });
    expect(await store.readHistory(idOf('a'))).toEqual({ jobs: [], predictions: [] });
    expect(await store.readItems(idOf('a'))).toEqual([]);
    expect(await store.readVersions([idOf('a')])).toEqual(new Map([[idOf('a'), '0x1']]));
  });
}
