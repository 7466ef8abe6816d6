import { describe, expect, it } from 'vitest';
import { backfill } from '../../../src/functions/http/backfill.ts';
import { AppError } from '../../../src/domain/errors.ts';
import { gridEvent } from '../../sim/grid.ts';
import { aSystem, idOf } from '../a-system.ts';

describe('the sweep', () => {
  it("takes in Event Grid's dead letters: what they name is looked at, and the letter goes", async () => {
    const system = aSystem();
    await system.store('new.txt');
    await system.upload('old.txt');
    await system.work();
    await system.stores.uploads.delete('old.txt');
    const now = system.world.now();
    system.stores.deadLetters.leave(
      JSON.stringify([
        { ...gridEvent('new.txt', 'Created', 1, now), deadLetterReason: 'MaxDeliveryAttemptsExceeded' },
        gridEvent('old.txt', 'Deleted', 9, now),
      ]),
    );

    await system.sweep();

    expect([await system.head('new.txt'), await system.head('old.txt')]).toMatchObject([
      { state: 'pending' },
      { state: 'deleted' },
    ]);
    expect(await system.stores.deadLetters.listUndelivered(10)).toEqual([]);
    expect(system.stores.deadLetters.kept()).toEqual([]);
  });

  it.each(['no JSON', '[]', '{}', '[{"subject":"elsewhere"}]', '[null]'])(
    'puts a dead letter that makes no sense where a person looks, and does not look at it again: %s',
    async (letter) => {
      const system = aSystem();
      system.stores.deadLetters.leave(letter);

      await system.sweep();
      await system.sweep();

      expect(await system.stores.deadLetters.listUndelivered(10)).toEqual([]);
      expect(system.stores.deadLetters.kept()).toMatchObject([{ source: 'event-grid', content: letter }]);
    },
  );

  it('keeps a dead letter while the store is away', async () => {
    let isAway = true;
    const system = aSystem(({ documents }) => ({
      documents: {
        ...documents,
        readHead: (id) => (isAway ? Promise.reject(new AppError('unavailable', 'Away')) : documents.readHead(id)),
      },
    }));
    await system.store('new.txt');
    system.stores.deadLetters.leave(JSON.stringify([gridEvent('new.txt', 'Created', 1, system.world.now())]));

    await expect(system.sweep()).rejects.toThrow('Away');
    expect(await system.stores.deadLetters.listUndelivered(10)).toHaveLength(1);
    isAway = false;
    await system.sweep();

    expect(await system.head('new.txt')).toMatchObject({ state: 'pending' });
  });

  it('finds a blob whose event was lost, once it is no longer young', async () => {
    const system = aSystem();
    await system.store('silent.txt');

    await system.sweep();
    expect(await system.head('silent.txt')).toBeUndefined();
    system.world.pass(61);
    await system.sweep();

    expect(await system.head('silent.txt')).toMatchObject({ state: 'pending' });
  });

  it('finds a document whose blob is gone although nobody said so', async () => {
    const system = aSystem();
    await system.upload('gone.txt');
    await system.upload('stays.txt');
    await system.work();
    await system.stores.uploads.delete('gone.txt');
    system.world.pass(61);

    await system.sweep();

    expect(await system.head('gone.txt')).toMatchObject({ state: 'deleted' });
    expect(await system.head('stays.txt')).toMatchObject({ state: 'scored' });
  });

  it('comes to every document and every blob, sweep by sweep', async () => {
    const system = aSystem(({ uploads }) => ({
      uploads: { ...uploads, list: ({ next }) => uploads.list({ limit: 60, next }) },
    }));
    for (let index = 0; index < 55; index++) await system.upload(`${String(index).padStart(2, '0')}.txt`);
    await system.work();
    for (let index = 55; index < 65; index++) await system.store(`${String(index)}.txt`);
    await system.stores.uploads.delete('00.txt');
    system.world.pass(61);

    for (let time = 0; time < 2; time++) await system.sweep();

    expect(await system.head('00.txt')).toMatchObject({ state: 'deleted' });
    expect(await system.head('64.txt')).toMatchObject({ state: 'pending' });
  });

  it('looks after the others when one document cannot be looked at', async () => {
    const system = aSystem(({ uploads }) => ({
      uploads: {
        ...uploads,
        head: (name) => (name === 'b.txt' ? Promise.reject(new Error('This one is odd')) : uploads.head(name)),
      },
    }));
    for (const name of ['a.txt', 'b.txt', 'c.txt']) await system.store(name);
    system.world.pass(61);

    await expect(system.sweep()).rejects.toThrow('This one is odd');

    expect([await system.head('a.txt'), await system.head('c.txt')]).toMatchObject([
      { state: 'pending' },
      { state: 'pending' },
    ]);
  });

  it('lets no event that can never be sent delay the others, not even of the same document', async () => {
    const system = aSystem(({ events }) => ({
      events: {
        publish: (event) =>
          event.subject === idOf('large.txt') && event.type.includes('scored')
            ? Promise.reject(new AppError('too-large', 'The event is larger than the hub takes'))
            : events.publish(event),
      },
    }));
    for (const name of ['large.txt', 'small.txt']) await system.upload(name);
    await system.work();
    await system.stores.uploads.delete('large.txt');
    await system.register('large.txt');
    system.world.pass(61);

    await system.sweep();

    const told = system.stores.published.map(({ subject, type }) => [subject, type.split('.')[2]]);
    expect(told.sort()).toEqual(
      [
        [idOf('large.txt'), 'deleted'],
        [idOf('small.txt'), 'scored'],
      ].sort(),
    );
    expect(system.itemsOf('large.txt').filter(({ type }) => type === 'outbox')).toMatchObject([
      { state: 'failed', failure: 'The event is larger than the hub takes' },
      { state: 'published' },
    ]);
  });
});

describe('a backfill', () => {
  it('registers what was there before docscore, page by page to the end, and nothing twice', async () => {
    const system = aSystem();
    for (let index = 0; index < 5; index++) await system.store(`old-${String(index)}.txt`);
    await system.upload('old-2.txt');

    const pages: { looked: number; registered: number; next?: string }[] = [];
    do {
      const query: Record<string, string> = {
        limit: '2',
        ...(pages.length > 0 ? { next: pages.at(-1)?.next ?? '' } : {}),
      };
      pages.push((await system.request(backfill, { query })).body as (typeof pages)[number]);
    } while (pages.at(-1)?.next !== undefined);

    expect(pages.map(({ looked, registered }) => [looked, registered])).toEqual([
      [2, 2],
      [2, 1],
      [1, 1],
    ]);
    expect((await system.request(backfill)).body).toMatchObject({ looked: 5, registered: 0 });
    await system.work();
    expect((await system.documents.listHeads({ state: 'scored' }, { limit: 10 })).items).toHaveLength(5);
  });

  it('says what is wrong with its query', async () => {
    expect(await aSystem().request(backfill, { query: { limit: '0', speed: 'fast' } })).toMatchObject({ status: 400 });
  });
});
