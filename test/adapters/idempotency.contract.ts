import { expect, it } from 'vitest';
import type { KeptAnswer } from '../../src/domain/kept-answer.ts';
import type { IdempotencyStore } from '../../src/ports.ts';

export const aKeptAnswer = (change: Partial<KeptAnswer> = {}): KeptAnswer => ({
  ...{ schema: 1, id: 'answer', type: 'answer', requestId: 'one', target: 'a' },
  createdAt: '2026-06-01T12:00:00.000Z',
  leaseUntil: '2026-06-01T12:01:00.000Z',
  ...change,
});

/** What every store of Idempotency-Keys promises. */
export function idempotencyContract(open: () => Promise<IdempotencyStore>): void {
  const answer = { status: 202, headers: { location: '/x' }, body: '{}', digest: 'd' };

  it('keeps what was created first, and tells who comes second', async () => {
    const store = await open();

    const created = await store.create(aKeptAnswer());

    expect(await store.create(aKeptAnswer({ target: 'b' }))).toBe('exists');
    expect(await store.read('one')).toEqual(created);
    expect(await store.read('another')).toBeUndefined();
    expect(await store.create(aKeptAnswer({ requestId: 'another' }))).not.toBe('exists');
  });

  it('replaces what was read, and nothing that has changed since or is gone', async () => {
    const store = await open();
    const created = await store.create(aKeptAnswer());
    if (created === 'exists') throw new Error('It was there before');

    const replaced = await store.replace({ ...created, item: { ...created.item, answer } });

    expect(replaced).not.toBe('conflict');
    expect((await store.read('one'))?.item).toEqual(aKeptAnswer({ answer }));
    expect(await store.replace(created)).toBe('conflict');
    expect(await store.replace({ ...created, item: aKeptAnswer({ requestId: 'nobody' }) })).toBe('conflict');
  });

  it('erases what was read, and nothing that has changed since', async () => {
    const store = await open();
    const created = await store.create(aKeptAnswer());
    if (created === 'exists') throw new Error('It was there before');
    const replaced = await store.replace(created);
    if (replaced === 'conflict') throw new Error('Nobody changed it');

    await store.erase(created);
    expect(await store.read('one')).toEqual(replaced);
    await store.erase(replaced);
    await store.erase(replaced);

    expect(await store.read('one')).toBeUndefined();
  });
}
