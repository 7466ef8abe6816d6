import { ChangeFeedStartFrom, type Container, PartitionKeyKind } from '@azure/cosmos';
import { describe, expect, it } from 'vitest';
import { source } from '../page.ts';
import { aContainer, anAccount } from './an-account.ts';
import { drain, feedOf, starting } from './feeds.ts';
import { send } from './wire.ts';

const { database, connectionString } = await anAccount();
const aFeedContainer = () => aContainer(database);

describe(
  source('Azure/azure-sdk-for-js/blob/main/sdk/cosmosdb/cosmos/src/client/ChangeFeed/ChangeFeedForEpkRange.ts'),
  () => {
    const many = async (container: Container) => {
      for (let n = 0; n < 40; n++) await container.items.create({ id: `i${n}`, x: `key ${n}` });
    };

    it.each([1, 2])('splits over feed ranges, hash version %i: each item is in exactly one', async (version) => {
      const partitionKey = { paths: ['/x'], version };
      const container = await aContainer(database, { partitionKey, throughput: 30_000 });
      await many(container);
      const ranges = await container.getFeedRanges();

      const parts = await Promise.all(
        ranges.map((range) => drain(container, starting(ChangeFeedStartFrom.Beginning(range)))),
      );

      expect(ranges).toHaveLength(3);
      expect(parts.flat().toSorted()).toEqual(Array.from({ length: 40 }, (_, n) => `i${n}`).toSorted());
      expect(parts.filter((part) => part.length < 40)).toHaveLength(3);
    });

    it('of the whole container walks all ranges, and goes on from its token', async () => {
      const container = await aContainer(database, { throughput: 20_000 });
      await many(container);
      const first = await feedOf(container, starting(ChangeFeedStartFrom.Beginning(), { maxItemCount: 5 })).readNext();

      const rest = await drain(container, starting(ChangeFeedStartFrom.Continuation(first.continuationToken)));

      expect(new Set([...first.result.map((item) => item.id), ...rest]).size).toBe(40);
      expect(first.result.length + rest.length).toBe(40);
    });

    it('of a part of a range leaves out what hashes elsewhere', async () => {
      const container = await aFeedContainer();
      await many(container);
      const docs = `dbs/${database.id}/colls/${container.id}/docs`;
      const between = async (start: string, end: string) => {
        const headers = { 'a-im': 'Incremental feed', 'x-ms-start-epk': start, 'x-ms-end-epk': end };
        const { body } = await send(connectionString, 'GET', docs, { headers });
        return ((body?.['Documents'] ?? []) as { id: string }[]).map(({ id }) => id);
      };

      const [low, high] = [await between('', '20'), await between('20', 'FF')];

      expect(low.length).toBeGreaterThan(0);
      expect(high.length).toBeGreaterThan(0);
      expect([...low, ...high].toSorted()).toEqual(Array.from({ length: 40 }, (_, n) => `i${n}`).toSorted());
    });

    it('of the beginning of a hierarchical key shows what is below it', async () => {
      const partitionKey = { paths: ['/tenant', '/user'], kind: PartitionKeyKind.MultiHash, version: 2 };
      const container = await aContainer(database, { partitionKey });
      for (const [tenant, user] of [
        ['t1', 'u1'],
        ['t2', 'u1'],
        ['t1', 'u2'],
      ])
        await container.items.create({ id: `${tenant ?? ''}${user ?? ''}`, tenant, user });

      expect(await drain(container, starting(ChangeFeedStartFrom.Beginning(['t1'])))).toEqual(['t1u1', 't1u2']);
    });

    it('answers 410 with substatus 1002 for a range that is not there', async () => {
      const container = await aFeedContainer();
      const headers = { 'a-im': 'Incremental feed', 'x-ms-documentdb-partitionkeyrangeid': '7' };

      const answer = await send(connectionString, 'GET', `dbs/${database.id}/colls/${container.id}/docs`, { headers });

      expect([answer.status, answer.headers.get('x-ms-substatus')]).toEqual([410, '1002']);
    });
  },
);
