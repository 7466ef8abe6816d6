import { describe, expect, it } from 'vitest';
import { eraseRun, toErase } from '../../src/jobs/erase.ts';
import { oweEvent } from '../../src/jobs/owe-event.ts';
import { register } from '../../src/jobs/register.ts';
import { remove } from '../../src/jobs/remove.ts';
import { aCurrent, aJob, anUpload, itemOf, noon, secondsAfterNoon } from '../fixtures/builders.ts';

const context = { traceparent: '00-1-2-01', sweepSeconds: 60, eraseSeconds: 3600 };
const shapeOf = (writes: readonly Parameters<typeof itemOf>[0][]) =>
  writes.map((write) => `${Object.keys(write)[0] ?? ''} ${itemOf(write).type}`);
const stored = <T>(item: T) => ({ item, etag: 'x' });

describe('a deletion', () => {
  it('takes what was in the document from its head, and owes an event and an erasure', () => {
    const answer = { model: 'document-type', modelVersion: '1.0.0', label: 'receipt', confidence: 1 };
    const writes = remove(aCurrent({ state: 'scored' }, { answer, pages: 3, life: 2 }), undefined, noon, 3600);

    expect(shapeOf(writes)).toEqual(['replace head', 'create outbox', 'create erasure']);
    expect(writes[0]).toMatchObject({
      replace: { state: 'deleted', answer: undefined, pages: undefined, reason: undefined },
    });
    expect(writes[2]).toMatchObject({ create: { id: 'erasure:2', life: 2, dueAt: secondsAfterNoon(3600) } });
  });

  it('is followed by another life when the name is used again, even when all of the first is erased', () => {
    const { head } = aCurrent({}, { state: 'deleted' });
    const { writes, send } = register(
      { upload: anUpload({ version: '0x2' }) },
      { head, job: undefined },
      noon,
      context,
    );

    expect(shapeOf(writes)).toEqual(['replace head', 'create job']);
    expect([send?.life, writes[0]]).toMatchObject([2, { replace: { life: 2, version: '0x2' } }]);
  });
});

describe('an erasure', () => {
  const [first, second] = [aJob({ state: 'scored' }), aJob({ id: 'job:0x2:1', version: '0x2', life: 2 })];
  const erasure = {
    schema: 1,
    id: 'erasure:1',
    type: 'erasure',
    documentId: first.documentId,
    life: 1,
    dueAt: noon.toISOString(),
    createdAt: noon.toISOString(),
  } as const;
  const outbox = (state: 'unpublished' | 'published' | 'failed') => ({ ...oweEvent(first, 'deleted', noon), state });

  it('takes the runs of its life with all that is stored about them, and no later one', () => {
    const items = [first, second, outbox('published'), aCurrent().head.item].map(stored);

    const runs = toErase(items, erasure);

    expect(runs?.map(({ run, items: own }) => [run.version, own.map(({ item }) => item.type)])).toEqual([
      ['0x1', ['job', 'outbox']],
    ]);
  });

  it.each([
    { state: 'unpublished', waits: true },
    { state: 'published', waits: false },
    { state: 'failed', waits: false },
  ] as const)('with an event that is $state, waits: $waits', ({ state, waits }) => {
    expect(toErase([stored(first), stored(outbox(state))], erasure) === undefined).toBe(waits);
  });

  it('keeps who erased what', () => {
    const [run] = toErase([stored(first)], erasure) ?? [];
    const writes = run ? eraseRun(run, noon, { by: 'sweep', nonce: '7' }) : [];

    expect(shapeOf(writes)).toEqual(['erase job', 'create audit']);
    expect(writes[1]).toMatchObject({ create: { by: 'sweep', of: { version: '0x1', run: 1 } } });
  });
});
