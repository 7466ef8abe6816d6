import { expect, it } from 'vitest';
import type { RolloutStore } from '../../src/ports.ts';
import { aCanary, anAudit, aRollout } from '../fixtures/rollouts.ts';

/** What every RolloutStore promises. */
export function rolloutStoreContract(make: () => Promise<RolloutStore> | RolloutStore): void {
  it('knows no rollout at first', async () => {
    const store = await make();

    expect(await store.list()).toEqual([]);
    expect(await store.read('review')).toBeUndefined();
    expect(await store.history('review', { limit: 10 })).toMatchObject({ items: [] });
  });

  it('keeps a rollout together with what was done', async () => {
    const store = await make();
    const rollout = aRollout({ blue: aCanary(0.1), earlier: ['0.9.0'] });

    expect(await store.commit({ rollout, audit: anAudit() })).toBe('committed');

    expect(await store.list()).toEqual([rollout]);
    expect((await store.read('review'))?.item).toEqual(rollout);
    expect((await store.history('review', { limit: 10 })).items).toEqual([anAudit()]);
  });

  it('lets one of two who decide at once win, and keeps nothing of the other', async () => {
    const store = await make();
    await store.commit({ rollout: aRollout(), audit: anAudit({ id: 'audit:seed' }) });
    const { etag } = (await store.read('review')) ?? { etag: '' };
    const change = (by: string, generation: number) =>
      store.commit({ rollout: aRollout({ generation }), etag, audit: anAudit({ id: `audit:${by}`, by }) });

    const outcomes = await Promise.all([change('ann', 2), change('bob', 3)]);

    expect([...outcomes].sort()).toEqual(['committed', 'conflict']);
    const winner = outcomes[0] === 'committed' ? { by: 'ann', generation: 2 } : { by: 'bob', generation: 3 };
    expect((await store.read('review'))?.item.generation).toBe(winner.generation);
    const { items } = await store.history('review', { limit: 10 });
    expect(items.map(({ by }) => by).sort()).toEqual(['app:ann', winner.by].sort());
  });

  it('does not make a rollout twice, nor change one that is not there', async () => {
    const store = await make();
    await store.commit({ rollout: aRollout(), audit: anAudit({ id: 'audit:1' }) });

    expect(await store.commit({ rollout: aRollout(), audit: anAudit({ id: 'audit:2' }) })).toBe('conflict');
    const other = aRollout({ model: 'other' });
    const audit = anAudit({ id: 'audit:3', model: 'other' });
    expect(await store.commit({ rollout: other, etag: '"gone"', audit })).toBe('conflict');
  });

  it('lists its own changes at once', async () => {
    const store = await make();
    await store.commit({ rollout: aRollout(), audit: anAudit({ id: 'audit:1' }) });
    await store.list();
    const { etag } = (await store.read('review')) ?? { etag: '' };

    await store.commit({ rollout: aRollout({ generation: 2 }), etag, audit: anAudit({ id: 'audit:2' }) });

    expect((await store.list()).map(({ generation }) => generation)).toEqual([2]);
  });

  it('tells the history of one model page by page, latest first', async () => {
    const store = await make();
    const days = ['01', '02', '03', '04', '05'];
    for (const [index, day] of days.entries()) {
      const etag = (await store.read('review'))?.etag;
      const audit = anAudit({ at: `2026-01-${day}T00:00:00.000Z` });
      await store.commit({ rollout: aRollout({ generation: index + 1 }), etag, audit });
    }
    await store.commit({ rollout: aRollout({ model: 'other' }), audit: anAudit({ model: 'other' }) });

    const seen: string[] = [];
    let next: string | undefined;
    do {
      const page = await store.history('review', { limit: 2, next });
      seen.push(...page.items.map(({ at }) => at.slice(8, 10)));
      next = page.next;
    } while (next !== undefined);

    expect(seen).toEqual([...days].reverse());
    await expect(store.history('review', { limit: 2, next: 'no page' })).rejects.toMatchObject({ code: 'invalid' });
  });
}
