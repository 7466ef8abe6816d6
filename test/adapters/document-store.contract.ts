import { expect, it } from 'vitest';
import type { Head } from '../../src/domain/head.ts';
import { end } from '../../src/jobs/end.ts';
import type { DocumentStore } from '../../src/ports.ts';
import { aCurrent, aJob, noon, secondsAfterNoon } from '../fixtures/builders.ts';

const idOf = (letter: string) => letter.repeat(26);

const aHead = (letter: string, change: Partial<Head> = {}): Head => ({
  ...aCurrent().head.item,
  documentId: idOf(letter),
  ...change,
});

/** What every `DocumentStore` promises. */
export function documentStoreContract(make: () => Promise<DocumentStore> | DocumentStore) {
  it('gives back what was committed, and nothing for what was not', async () => {
    const store = await make();

    expect(await store.readHead(idOf('a'))).toBeUndefined();
    expect(await store.commit(idOf('a'), [{ create: aHead('a') }, { create: aJob() }])).toBe('committed');
    expect((await store.readHead(idOf('a')))?.item).toEqual(aHead('a'));
    expect((await store.readJob(aJob()))?.item).toEqual(aJob());
    expect(await store.readJob({ ...aJob(), run: 2 })).toBeUndefined();
  });

  it('writes all of a batch or nothing: an id that exists', async () => {
    const store = await make();
    await store.commit(idOf('a'), [{ create: aHead('a') }]);

    expect(await store.commit(idOf('a'), [{ create: aJob() }, { create: aHead('a') }])).toBe('conflict');
    expect(await store.readJob(aJob())).toBeUndefined();
  });

  it('writes all of a batch or nothing: an item that changed since it was read', async () => {
    const store = await make();
    await store.commit(idOf('a'), [{ create: aHead('a') }, { create: aJob() }]);
    const stale = await store.readHead(idOf('a'));
    if (!stale) throw new Error('No head');
    await store.commit(idOf('a'), [{ replace: { ...stale.item, state: 'running' }, etag: stale.etag }]);

    const job = await store.readJob(aJob());
    const late = [
      { replace: aJob({ state: 'running' }), etag: job?.etag ?? '' },
      { replace: { ...stale.item, state: 'scored' as const }, etag: stale.etag },
    ];
    expect(await store.commit(idOf('a'), late)).toBe('conflict');
    expect((await store.readJob(aJob()))?.item.state).toBe('pending');
    expect((await store.readHead(idOf('a')))?.item.state).toBe('running');
  });

  it('refuses to replace what is not there', async () => {
    const store = await make();

    expect(await store.commit(idOf('a'), [{ replace: aJob(), etag: 'x' }])).toBe('conflict');
  });

  it("keeps a document's history in order", async () => {
    const store = await make();
    const later = aJob({ id: 'job:0x2:1', version: '0x2', createdAt: secondsAfterNoon(5) });
    await store.commit(idOf('a'), [{ create: later }, { create: aJob() }, { create: aHead('a') }]);

    const { jobs, predictions } = await store.readHistory(idOf('a'));

    expect(jobs.map(({ version }) => version)).toEqual(['0x1', '0x2']);
    expect(predictions).toEqual([]);
  });

  it('lists heads by latest change, in pages, filtered by state and by the beginning of the name', async () => {
    const store = await make();
    const heads = 'abcde'.split('').map((letter, index) =>
      aHead(letter, {
        name: `${index < 3 ? 'in' : 'out'}/${letter}.pdf`,
        state: index % 2 ? 'scored' : 'dead',
        updatedAt: secondsAfterNoon(index),
      }),
    );
    for (const head of heads) await store.commit(head.documentId, [{ create: head }]);

    const first = await store.listHeads({}, { limit: 2 });
    const second = await store.listHeads({}, { limit: 2, next: first.next });
    const third = await store.listHeads({}, { limit: 2, next: second.next });
    const letters = [first, second, third].map(({ items }) => items.map(({ documentId }) => documentId[0]).join(''));

    expect(letters).toEqual(['ed', 'cb', 'a']);
    expect(third.next).toBeUndefined();
    expect((await store.listHeads({ state: 'scored' }, { limit: 9 })).items.map(({ name }) => name)).toEqual([
      'out/d.pdf',
      'in/b.pdf',
    ]);
    expect((await store.listHeads({ name: 'in/' }, { limit: 9 })).items.map(({ name }) => name)).toEqual([
      'in/c.pdf',
      'in/b.pdf',
      'in/a.pdf',
    ]);
    await expect(store.listHeads({}, { limit: 2, next: 'not a page' })).rejects.toMatchObject({ code: 'invalid' });
  });

  it('lists the jobs that are due, longest overdue first, and no other', async () => {
    const store = await make();
    const jobs = [
      aJob({ documentId: idOf('a'), dueAt: secondsAfterNoon(-1) }),
      aJob({ documentId: idOf('b'), dueAt: secondsAfterNoon(-9) }),
      aJob({ documentId: idOf('c'), dueAt: secondsAfterNoon(1) }),
      aJob({ documentId: idOf('d'), dueAt: undefined, state: 'scored' }),
    ];
    for (const job of jobs) await store.commit(job.documentId, [{ create: job }]);

    const due = await store.listDue(noon, 10);

    expect(due.map(({ item }) => item.documentId[0])).toEqual(['b', 'a']);
    expect(await store.listDue(noon, 1)).toHaveLength(1);
    expect(
      await store.commit(idOf('b'), [{ replace: aJob({ documentId: idOf('b') }), etag: due[0]?.etag ?? '' }]),
    ).toBe('committed');
  });

  it('lists what is still owed to the hub and older than asked', async () => {
    const store = await make();
    const entryOf = (letter: string) => {
      const [, , outbox] = end(aCurrent({ documentId: idOf(letter) }), 'rejected', noon);
      if (!outbox || !('create' in outbox) || outbox.create.type !== 'outbox') throw new Error('No outbox entry');
      return outbox.create;
    };
    await store.commit(idOf('a'), [{ create: entryOf('a') }]);
    await store.commit(idOf('b'), [{ create: { ...entryOf('b'), state: 'published' } }]);

    expect(await store.listUnpublished(noon, 10)).toEqual([]);
    const [owed] = await store.listUnpublished(new Date(secondsAfterNoon(1)), 10);
    expect(owed?.item).toEqual(JSON.parse(JSON.stringify(entryOf('a'))));
  });

  it('tells the versions of many documents at once', async () => {
    const store = await make();
    await store.commit(idOf('a'), [{ create: aHead('a', { version: '0x7' }) }]);
    await store.commit(idOf('c'), [{ create: aHead('c', { state: 'deleted' }) }]);

    expect(await store.readVersions([idOf('a'), idOf('b'), idOf('c')])).toEqual(new Map([[idOf('a'), '0x7']]));
    expect(await store.readVersions([])).toEqual(new Map());
  });
}
