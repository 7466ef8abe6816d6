import { EventHubProducerClient, type ReceivedEventData } from '@azure/event-hubs';
import { expect, it } from 'vitest';
import { aProducer, subscribe } from '../../contracts/event-hubs/clients.ts';
import { seededRandom, type SeededRandom } from './seeded-random.ts';
import { aPreparedServer, type ServerProcess } from './server-processes.ts';
import { aFolder, aServer } from './servers.ts';

const LIVES = 20;
const LANES = 6;

it(
  `has every acknowledged event, and no part of a batch, after ${LIVES} times kill -9 under load`,
  { timeout: 180_000 },
  async () => {
    const dir = await aFolder();
    const random = seededRandom(Date.now());
    const acknowledged = new Set<string>();
    let prepared = aPreparedServer(dir);
    for (let life = 0; life < LIVES; life++) {
      const server = await prepared();
      prepared = aPreparedServer(dir);
      await liveAndDie(server, life, random, acknowledged);
    }

    const server = await aServer({ dir });
    const producer = aProducer(server);
    const ends = await Promise.all(['0', '1'].map((partitionId) => producer.getPartitionProperties(partitionId)));
    const count = ends.reduce((sum, { lastEnqueuedSequenceNumber }) => sum + lastEnqueuedSequenceNumber + 1, 0);
    const events = await subscribe(server, { maxBatchSize: 500, maxWaitTimeInSeconds: 1 }).received(count);

    const stored = Map.groupBy(events, ({ body }) => (body as Part).batch);
    expect([...acknowledged].filter((batch) => !stored.has(batch))).toEqual([]);
    expect([...stored.values()].filter((parts) => !isWhole(parts))).toEqual([]);
    expect(acknowledged.size).toBeGreaterThanOrEqual(LIVES);
  },
);

it('leaves nothing behind, when stopped, that keeps its process alive', async () => {
  const server = await aPreparedServer(await aFolder())();
  await aProducer(server).sendBatch([{ body: 1 }]);

  server.child.stdin?.end();

  expect(await server.exited).toEqual([0, null]);
});

interface Part {
  batch: string;
  index: number;
  count: number;
}

/** All events of a batch, in order and in a row. */
const isWhole = (parts: ReceivedEventData[]) =>
  parts.every(
    ({ body, sequenceNumber }, n) =>
      (body as Part).index === n &&
      (body as Part).count === parts.length &&
      sequenceNumber === (parts[0]?.sequenceNumber ?? 0) + n,
  );

/** Lanes send batch after batch to two partitions; the process is killed while they do, soon after an acknowledgement. */
async function liveAndDie(
  { child, connectionString, exited }: ServerProcess,
  life: number,
  random: SeededRandom,
  acknowledged: Set<string>,
): Promise<void> {
  const client = new EventHubProducerClient(connectionString, 'orders', { retryOptions: { maxRetries: 0 } });
  const stop = new AbortController();
  const enough = 1 + random.below(12);
  let mine = 0;
  const send = async (lane: number) => {
    for (let n = 0; !stop.signal.aborted; n++) {
      const batch = `${life}-${lane}-${n}`;
      const count = 1 + random.below(30);
      const events = Array.from({ length: count }, (_, index) => ({
        body: { batch, index, count, filler: 'x'.repeat(500) },
      }));
      await client.sendBatch(events, { partitionId: String(lane % 2), abortSignal: stop.signal });
      acknowledged.add(batch);
      if (++mine === enough) setImmediate(() => child.kill('SIGKILL'));
    }
  };
  void exited.then(() => stop.abort());
  await Promise.allSettled(Array.from({ length: LANES }, (_, lane) => send(lane)));
  await exited;
  client.close().catch(() => undefined);
}
