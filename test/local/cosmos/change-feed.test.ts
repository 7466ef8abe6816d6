import {
  ChangeFeedMode,
  type ChangeFeedIteratorOptions,
  ChangeFeedStartFrom,
  type Container,
  PatchOperationType,
} from '@azure/cosmos';
import { beforeAll, describe, expect, it } from 'vitest';
import { aCosmos, messageOf, starting } from './a-cosmos.ts';

let containerNumber = 0;
let cosmos: Awaited<ReturnType<typeof aCosmos>>;
beforeAll(async () => {
  cosmos = await aCosmos();
  await cosmos.client.databases.create({ id: 'db' });
});

async function aFeedContainer(): Promise<Container> {
  const id = `feed${++containerNumber}`;
  const { container } = await cosmos.client
    .database('db')
    .containers.create({ id, partitionKey: '/x', defaultTtl: -1 });
  return container;
}

const feedOf = (container: Container, options: ChangeFeedIteratorOptions) =>
  container.items.getChangeFeedIterator<{ id: string; n?: number }>(options);

/** Ids up to the first 304. */
async function drain(container: Container, options: ChangeFeedIteratorOptions): Promise<string[]> {
  const iterator = feedOf(container, options);
  const ids: string[] = [];
  for (;;) {
    const page = await iterator.readNext();
    if (page.statusCode === 304) return ids;
    ids.push(...page.result.map((item) => item.id));
  }
}

describe('the change feed', () => {
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

  it('shows the latest version of an item, and no deleted one', async () => {
    const container = await aFeedContainer();
    await container.items.create({ id: 'kept', x: 'a', n: 1 });
    await container.items.create({ id: 'gone', x: 'a' });
    await container.item('kept', 'a').patch([{ op: PatchOperationType.incr, path: '/n', value: 1 }]);
    await container.item('gone', 'a').delete();

    const page = await feedOf(container, starting(ChangeFeedStartFrom.Beginning())).readNext();

    expect(page.result).toMatchObject([{ id: 'kept', n: 2 }]);
  });

  it('from a time starts at what changed then', async () => {
    const container = await aFeedContainer();
    await container.items.create({ id: 'now', x: 'a' });
    const from = (ms: number) => starting(ChangeFeedStartFrom.Time(new Date(Date.now() + ms)));

    expect(await drain(container, from(-3.6e6))).toEqual(['now']);
    expect(await drain(container, from(3.6e6))).toEqual([]);
  });

  it('refuses the mode of all versions and deletes by name', async () => {
    const container = await aFeedContainer();
    const iterator = feedOf(
      container,
      starting(ChangeFeedStartFrom.Now(), { changeFeedMode: ChangeFeedMode.AllVersionsAndDeletes }),
    );

    expect(await messageOf(iterator.readNext())).toContain('all versions and deletes');
  });
});
