import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { startEventHubs } from '../../../src/local/event-hubs/event-hubs.ts';
import { aFolder, aProducer, aServer, failureOf, subscribe } from './clients.ts';

it('comes back on the same port with all events, and goes on counting', async () => {
  const server = await aServer();
  const { port } = server;
  const producer = aProducer(server);
  await producer.sendBatch([{ body: 1 }, { body: 2 }], { partitionId: '0' });

  await server.stop();
  await server.start();
  await producer.sendBatch([{ body: 3 }], { partitionId: '0' });

  expect(server.port).toBe(port);
  const events = await subscribe(server, { partitionId: '0' }).received(3);
  expect(events.map(({ body, sequenceNumber }) => [body, sequenceNumber] as unknown)).toEqual([
    [1, 0],
    [2, 1],
    [3, 2],
  ]);
});

it('is away when stopped: clients are cut off and find nobody, then go on by themselves', async () => {
  const server = await aServer();
  const producer = aProducer(server);
  const subscription = subscribe(server, { partitionId: '0' });
  await producer.sendBatch([{ body: 'before' }], { partitionId: '0' });
  await subscription.received(1);
  await server.stop();
  const sent = producer.sendBatch([{ body: 'during' }], { partitionId: '0' });

  await server.start();
  await sent;

  expect((await subscription.received(2)).map(({ body }) => body as unknown)).toEqual(['before', 'during']);
});

it('refuses a connection while stopped', async () => {
  const server = await aServer();
  await server.stop();

  expect(await failureOf(aProducer(server).getEventHubProperties())).toMatchObject({
    code: expect.stringMatching(/ECONNREFUSED|ServiceCommunication/) as string,
  });
});

it('says which port is taken', async () => {
  const server = await aServer();

  await expect(startEventHubs({ dir: await aFolder(), port: server.port, hubs: [] })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
});

it.each([
  {
    what: 'a name that Azure refuses',
    hub: { name: '../x', partitions: 1, consumerGroups: [] },
    message: "'../x' is no name",
  },
  { what: 'no partitions', hub: { name: 'orders', partitions: 0, consumerGroups: [] }, message: '0 partitions' },
  {
    what: 'fewer partitions than are stored',
    hub: { name: 'orders', partitions: 1, consumerGroups: [] },
    message: 'has 2 partitions',
  },
])('does not start with $what', async ({ hub, message }) => {
  const dir = await aFolder();
  await (await aServer({ dir })).stop();

  await expect(startEventHubs({ dir, port: 0, hubs: [hub] })).rejects.toThrow(message);
});

it('forgets events after the retention time, and keeps counting', async () => {
  let time = Date.UTC(2030, 0, 1);
  const server = await aServer({
    now: () => time,
    hubs: [{ name: 'orders', partitions: 1, consumerGroups: [], retentionHours: 1 }],
  });
  const producer = aProducer(server);
  await producer.sendBatch([{ body: 'old' }]);
  time += 1_800_000;
  await producer.sendBatch([{ body: 'younger' }]);
  time += 1_800_001;

  expect(await producer.getPartitionProperties('0')).toMatchObject({
    beginningSequenceNumber: 1,
    lastEnqueuedSequenceNumber: 1,
    isEmpty: false,
  });
  expect((await subscribe(server).received(1))[0]?.body).toBe('younger');
  time += 1_800_000;
  expect(await producer.getPartitionProperties('0')).toMatchObject({ lastEnqueuedSequenceNumber: 1, isEmpty: true });
  await producer.sendBatch([{ body: 'new' }]);
  expect((await subscribe(server).received(1))[0]).toMatchObject({ body: 'new', sequenceNumber: 2 });
});

it('leaves nothing behind, when stopped, that keeps its process alive', async () => {
  const child = aProcess(await aFolder(), '0');
  const port = await firstLine(child);
  await aProducer({ connectionString: connectionStringOf(port) }).sendBatch([{ body: 1 }]);

  child.stdin?.end();

  expect(await once(child, 'exit')).toEqual([0, null]);
});

it('has every acknowledged event, and no part of a batch, after each kill -9 under load', async () => {
  const dir = await aFolder();
  const acknowledged = new Set<string>();
  let port = '0';
  for (let life = 0; life < 4; life++) {
    const child = aProcess(dir, port);
    port = await firstLine(child);
    await sendUntilKilled(child, port, life, acknowledged);
  }
  const server = await startEventHubs({ dir, port: 0, hubs: [{ name: 'orders', partitions: 2, consumerGroups: [] }] });
  onTestFinished(() => server.stop());
  const ends = await Promise.all(
    ['0', '1'].map((partitionId) => aProducer(server).getPartitionProperties(partitionId)),
  );
  const count = ends.reduce((sum, { lastEnqueuedSequenceNumber }) => sum + lastEnqueuedSequenceNumber + 1, 0);

  const events = await subscribe(server, { maxBatchSize: 500 }).received(count);

  const stored = Map.groupBy(events, ({ body }) => String(body));
  expect([...acknowledged].filter((batch) => !stored.has(batch))).toEqual([]);
  expect([...stored].filter(([, parts]) => parts.length % BATCH !== 0)).toEqual([]);
  expect(acknowledged.size).toBeGreaterThanOrEqual(4 * KILL_AFTER);
});

const BATCH = 20;
const KILL_AFTER = 15;

/** Six producers send batches of equal bodies; the process is killed while they do, when so many were acknowledged. */
async function sendUntilKilled(
  child: ChildProcess,
  port: string,
  life: number,
  acknowledged: Set<string>,
): Promise<void> {
  const connectionString = connectionStringOf(port);
  const exited = once(child, 'exit');
  let alive = true;
  let count = 0;
  const send = async (n: number) => {
    const producer = aProducer({ connectionString });
    for (let i = 0; alive; i++) {
      const body = `${life}-${n}-${i}`;
      const batch = Array.from({ length: BATCH }, () => ({ body, properties: { filler: 'x'.repeat(2000) } }));
      await producer.sendBatch(batch, { partitionId: String(n % 2), abortSignal: aborted.signal });
      acknowledged.add(body);
      if (++count === KILL_AFTER) kill();
    }
  };
  const aborted = new AbortController();
  const kill = () => {
    alive = false;
    child.kill('SIGKILL');
    void exited.then(() => aborted.abort());
  };
  await Promise.allSettled([0, 1, 2, 3, 4, 5].map(send));
  await exited;
}

const connectionStringOf = (port: string) =>
  `Endpoint=sb://localhost:${port};SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=SAS_KEY_VALUE;UseDevelopmentEmulator=true;`;

function aProcess(dir: string, port: string): ChildProcess {
  const script = fileURLToPath(new URL('./server-process.ts', import.meta.url));
  const child = spawn(process.execPath, [script, dir, port], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('The server process has no output');
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return line;
}
