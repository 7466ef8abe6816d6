import { ChangeFeedStartFrom, PatchOperationType } from '@azure/cosmos';
import { describe, expect, it } from 'vitest';
import { page } from '../page.ts';
import { aContainer, anAccount } from './an-account.ts';
import { drain, feedOf, starting } from './feeds.ts';

const { database } = await anAccount();
const aFeedContainer = () => aContainer(database);

describe(page('cosmos-db/nosql/change-feed-pull-model'), () => {
  it('from the beginning shows each item once, in the order of its last change', async () => {
    const container = await aFeedContainer();
    for (const id of ['a', 'b', 'c']) await container.items.create({ id, x: id });
    await container.items.upsert({ id: 'a', x: 'a', n: 2 });

    expect(await drain(container, starting(ChangeFeedStartFrom.Beginning()))).toEqual(['b', 'c', 'a']);
  });

  it('from now shows what changes later', async () => {
    const container = await aFeedContainer();
    await container.items.create({ id: 'before', x: 'a' });
    const iterator = feedOf(container, starting(ChangeFeedStartFrom.Now()));
    expect((await iterator.readNext()).statusCode).toBe(304);

    await container.items.create({ id: 'after', x: 'a' });

    expect((await iterator.readNext()).result.map((item) => item.id)).toEqual(['after']);
    expect((await iterator.readNext()).statusCode).toBe(304);
  });

  it('goes on from a continuation in another iterator', async () => {
    const container = await aFeedContainer();
    for (const id of ['a', 'b', 'c']) await container.items.create({ id, x: 'a' });
    const start = ChangeFeedStartFrom.Beginning();
    const first = await feedOf(container, starting(start, { maxItemCount: 2 })).readNext();

    const rest = ChangeFeedStartFrom.Continuation(first.continuationToken);

    expect(first.result.map((item) => item.id)).toEqual(['a', 'b']);
    expect(await drain(container, starting(rest))).toEqual(['c']);
  });

  it('of one partition key leaves the others out', async () => {
    const container = await aFeedContainer();
    for (const [id, x] of [
      ['a', 'one'],
      ['b', 'two'],
      ['c', 'one'],
    ] as const)
      await container.items.create({ id, x });

    expect(await drain(container, starting(ChangeFeedStartFrom.Beginning('one')))).toEqual(['a', 'c']);
  });

  it('never splits a transaction over two pages', async () => {
    const container = await aFeedContainer();
    await container.items.create({ id: 'alone', x: 'a' });
    const create = (id: string) => ({ operationType: 'Create' as const, resourceBody: { id, x: 'a' } });
    await container.items.batch(['job', 'prediction', 'outbox'].map(create), 'a');

    const iterator = feedOf(container, starting(ChangeFeedStartFrom.Beginning(), { maxItemCount: 2 }));

    expect((await iterator.readNext()).result.map((item) => item.id)).toEqual(['alone', 'job', 'prediction', 'outbox']);
  });

  it('from a time starts at what changed then', async () => {
    const container = await aFeedContainer();
    await container.items.create({ id: 'now', x: 'a' });
    const from = (ms: number) => starting(ChangeFeedStartFrom.Time(new Date(Date.now() + ms)));

    expect(await drain(container, from(-3.6e6))).toEqual(['now']);
    expect(await drain(container, from(3.6e6))).toEqual([]);
  });
});

describe(page('cosmos-db/change-feed-modes'), () => {
  it('shows an item in its latest version only, and no deleted one', async () => {
    const container = await aFeedContainer();
    await container.items.create({ id: 'kept', x: 'a', n: 1 });
    await container.items.create({ id: 'gone', x: 'a' });
    await container.item('kept', 'a').patch([{ op: PatchOperationType.incr, path: '/n', value: 1 }]);
    await container.item('gone', 'a').delete();

    const page = await feedOf(container, starting(ChangeFeedStartFrom.Beginning())).readNext();

    expect(page.result).toMatchObject([{ id: 'kept', n: 2 }]);
  });

  it('gives each change a number that grows', async () => {
    const container = await aFeedContainer();
    for (const id of ['a', 'b']) await container.items.create({ id, x: 'a' });

    const { result } = await feedOf(container, starting(ChangeFeedStartFrom.Beginning())).readNext();

    const [first, second] = result.map((item) => (item as unknown as { _lsn: number })._lsn);
    expect(second).toBeGreaterThan(first ?? NaN);
  });
});
