import { expect, it } from 'vitest';
import type { Inbox } from '../../src/domain/inbox.ts';
import { judge } from '../../src/jobs/correct.ts';
import { claimRequest, newInbox, scoreRequest } from '../../src/jobs/request.ts';
import type { RequestStore } from '../../src/ports.ts';
import { noon, secondsAfterNoon } from '../fixtures/builders.ts';

const pinned = { model: 'document-type', modelVersion: '1.0.0', slot: 'green' } as const;
const predictions = [{ ...pinned, label: 'alpha', confidence: 0.9, probabilities: { alpha: 0.9 } }];
const traceparent = `00-${'1'.repeat(32)}-${'2'.repeat(16)}-01`;

const anInbox = (id: string, change: Partial<Inbox> = {}): Inbox => ({
  ...newInbox({ id, model: 'document-type', instances: [{ text: 'a' }] }, { now: noon, leaseSeconds: 30, traceparent }),
  ...change,
});

const feedback = (requestId: string, index: number, sweepSeconds: number) =>
  judge(
    { requestId, index, ...pinned, label: 'alpha' },
    undefined,
    { label: 'bravo', by: 'x' },
    { now: noon, sweepSeconds },
  );

const received = async (store: RequestStore, inbox: Inbox) => {
  const stored = await store.create(inbox);
  if (stored === 'exists') throw new Error(`${inbox.requestId} was there`);
  return stored;
};

/** What every `RequestStore` promises. */
export function requestStoreContract(make: () => Promise<RequestStore> | RequestStore) {
  it('writes a request once, whatever its id is made of', async () => {
    const store = await make();

    for (const id of ['one', 'order/17?#', 'ä ö "quoted"', 'inbox']) {
      expect(await store.create(anInbox(id))).toMatchObject({ item: anInbox(id) });
      expect(await store.create(anInbox(id, { digest: 'other' }))).toBe('exists');
      expect(await store.readDigest(id)).toBe(anInbox(id).digest);
    }
    expect(await store.readDigest('two')).toBeUndefined();
  });

  it('commits answer and event together, under the ETag of the claim alone', async () => {
    const store = await make();
    const first = await received(store, anInbox('one'));
    const answer = { instances: [{ text: 'a' }], predictions };

    const second = await store.replace({ ...first, item: claimRequest(first.item, noon, 30) });
    expect(await store.replace(first)).toBe('conflict');
    expect(await store.commit('one', scoreRequest(first, answer, noon))).toBe('conflict');
    expect(await store.readRecorded('one')).toBeUndefined();
    if (second === 'conflict') throw new Error('The claim was lost');
    expect(await store.commit('one', scoreRequest(second, answer, noon))).toBe('committed');

    expect(await store.readRecorded('one')).toMatchObject(answer);
    expect(await store.replace({ item: anInbox('gone'), etag: 'x' })).toBe('conflict');
  });

  it('refuses what it can never hold', async () => {
    const store = await make();
    const huge = anInbox('huge', { message: { id: 'huge', model: 'm', instances: ['x'.repeat(2_200_000)] } });

    await expect(store.create(huge)).rejects.toMatchObject({ code: 'too-large' });
  });

  it('lists the requests that are due, longest overdue first, and none that has ended', async () => {
    const store = await make();
    await store.create(anInbox('a', { dueAt: secondsAfterNoon(-1) }));
    await store.create(anInbox('b', { dueAt: secondsAfterNoon(-9) }));
    await store.create(anInbox('c', { dueAt: secondsAfterNoon(1) }));
    await store.create(anInbox('d', { state: 'scored', dueAt: undefined }));

    expect((await store.listDue(noon, 10)).map(({ item }) => item.requestId)).toEqual(['b', 'a']);
    const [due] = await store.listDue(noon, 1);
    if (!due) throw new Error('Nothing is due');
    expect(await store.replace(due)).not.toBe('conflict');
  });

  it('lists what is still owed to the hub and older than asked', async () => {
    const store = await make();
    await store.commit('one', scoreRequest(await received(store, anInbox('one')), { predictions }, noon));

    expect(await store.listUnpublished(noon, 10)).toEqual([]);
    const [owed] = await store.listUnpublished(new Date(secondsAfterNoon(1)), 10);
    expect(owed?.item).toMatchObject({ requestId: 'one', event: { subject: 'one' }, ttl: -1 });
    await store.replace({
      item: { ...anInbox('x'), ...owed?.item, state: 'published' } as never,
      etag: owed?.etag ?? '',
    });
    expect(await store.listUnpublished(new Date(secondsAfterNoon(1)), 10)).toEqual([]);
  });

  it('keeps feedback per prediction, and lists that of which no row was made', async () => {
    const store = await make();
    await store.create(feedback('one', 0, -5));
    await store.create(feedback('one', 11, 5));

    expect((await store.readFeedback('one', 11))?.item).toMatchObject({ index: 11, label: 'bravo' });
    expect(await store.readFeedback('one', 1)).toBeUndefined();
    expect((await store.listUnexported(noon, 10)).map(({ item }) => item.index)).toEqual([0]);
  });

  it('leaves alone what newer code wrote', async () => {
    const store = await make();
    const newer = <T extends object>(item: T): T => ({ ...item, schema: 2, novelty: true });
    await store.create(newer(anInbox('one', { dueAt: secondsAfterNoon(-1), digest: 'newer' })));
    await store.create(newer(feedback('one', 0, -5)));

    expect(await store.listDue(noon, 10)).toEqual([]);
    expect(await store.listUnexported(noon, 10)).toEqual([]);
    expect(await store.readDigest('one')).toBe('newer');
    await expect(store.readFeedback('one', 0)).rejects.toMatchObject({ code: 'unavailable' });
  });
}
