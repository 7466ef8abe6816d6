import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CosmosClient, type Container } from '@azure/cosmos';
import { describe, expect, it, onTestFinished } from 'vitest';
import { cosmosRollouts } from '../../src/adapters/cosmos-rollouts.ts';
import { memoryRollouts } from '../../src/adapters/memory-rollouts.ts';
import { cosmosScores } from '../../src/adapters/scores/cosmos-scores.ts';
import { memoryScores } from '../../src/adapters/scores/memory-scores.ts';
import { startCosmos } from '../../src/local/cosmos/cosmos.ts';
import { noon } from '../fixtures/builders.ts';
import { anAudit, aRollout } from '../fixtures/rollouts.ts';
import { rolloutStoreContract } from './rollout-store.contract.ts';
import { scoresContract } from './scores.contract.ts';

/** The local Cosmos DB with container `models`, for one test. */
async function models(): Promise<Container> {
  const dir = await mkdtemp(join(tmpdir(), 'docscore-rollouts-'));
  const containers = [{ database: 'docscore', id: 'models', partitionKey: '/model', defaultTtlSeconds: -1 }];
  const cosmos = await startCosmos({ dir, port: 0, containers });
  const client = new CosmosClient(cosmos.connectionString);
  onTestFinished(async () => {
    client.dispose();
    await cosmos.stop();
    await rm(dir, { recursive: true, force: true });
  });
  return client.database('docscore').container('models');
}

const process = (container: Container, instance: string) =>
  cosmosScores(container, { instance, now: () => noon, log: { warn: () => undefined } });

describe('memoryRollouts', () => rolloutStoreContract(() => memoryRollouts()));

describe('cosmosRollouts', () => {
  rolloutStoreContract(async () => cosmosRollouts(await models(), () => noon));

  it('gives a copy of 2 s at most, and shares a read among callers who come at once', async () => {
    const container = await models();
    let time = noon;
    const here = cosmosRollouts(container, () => time);
    const there = cosmosRollouts(container, () => time);
    await there.commit({ rollout: aRollout(), audit: anAudit({ id: 'audit:1' }) });
    const seen = async () => (await here.list()).map(({ generation }) => generation);
    expect(await seen()).toEqual([1]);

    const stored = await there.read('review');
    const rollout = aRollout({ generation: 2 });
    await there.commit({ rollout, etag: stored?.etag, audit: anAudit({ id: 'audit:2' }) });

    time = new Date(noon.getTime() + 1999);
    expect(await seen()).toEqual([1]);
    time = new Date(noon.getTime() + 2000);
    expect(await Promise.all([seen(), seen()])).toEqual([[2], [2]]);
  });

  it('leaves what newer code wrote alone', async () => {
    const container = await models();
    await container.items.create({ ...aRollout(), schema: 2 });
    const store = cosmosRollouts(container, () => noon);

    expect(await store.list()).toEqual([]);
    await expect(store.read('review')).rejects.toMatchObject({ code: 'unavailable' });
  });
});

describe('memoryScores', () =>
  scoresContract(() => {
    const scores = memoryScores();
    return Promise.resolve([scores, scores]);
  }));

describe('cosmosScores', () => {
  scoresContract(async () => {
    const container = await models();
    return [process(container, 'one'), process(container, 'other')];
  });

  it('writes by itself what was counted', async () => {
    const container = await models();
    const scores = process(container, 'one');

    scores.note({ model: 'review', generation: 1, slot: 'green', modelVersion: '1.0.0', latencyMs: 1, answers: [] });

    await expect.poll(() => scores.list('review'), { timeout: 10_000 }).toHaveLength(1);
  });

  it('never lets an earlier picture of its counts overwrite a later one', async () => {
    const container = await models();
    const gate = Promise.withResolvers<undefined>();
    const scores = process(lateFirst(container, gate.promise), 'one');
    const note = () =>
      scores.note({ model: 'review', generation: 1, slot: 'green', modelVersion: '1.0.0', latencyMs: 1, answers: [] });

    note();
    const first = scores.flush();
    note();
    const second = scores.flush();
    await Promise.race([second, new Promise((resolve) => setImmediate(resolve))]);
    gate.resolve(undefined);
    await Promise.all([first, second]);

    expect((await scores.list('review'))[0]?.tallies[0]?.requests).toBe(2);
  });
});

/** The container, whose first upsert waits: as on a network that is slow for a moment. */
function lateFirst(container: Container, until: Promise<unknown>): Container {
  const { items } = container;
  let isFirst = true;
  const upsert = async (item: object) => {
    const mustWait = isFirst;
    isFirst = false;
    if (mustWait) await until;
    return items.upsert(item);
  };
  const query = (...args: Parameters<typeof items.query>) => items.query(...args);
  return Object.create(container, { items: { value: { upsert, query } } }) as Container;
}
