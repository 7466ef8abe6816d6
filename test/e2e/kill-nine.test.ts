import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listen, type Hub } from './hub.ts';
import { isAlive } from './processes.ts';
import { startSystem, temporaryHome, type System } from './system.ts';

const samples = join(import.meta.dirname, '../../seed/documents');

/** Leases and the sweep's patience, shortened, so that what the kill left behind is picked up within the test. */
const impatient = { LEASE_SECONDS: '5', SWEEP_GRACE_SECONDS: '10', SWEEP_SCHEDULE: '*/5 * * * * *' };

describe('kill -9 of the whole system', () => {
  let home: Awaited<ReturnType<typeof temporaryHome>>;
  const systems: System[] = [];
  let hub: Hub | undefined;

  beforeEach(async () => {
    home = await temporaryHome();
  });

  afterEach(async () => {
    try {
      await hub?.close();
      for (const system of systems) await system.end();
    } finally {
      await home.remove();
    }
  });

  it(
    'in the middle of 40 documents: all are scored, none twice, and no remembered page is recognised again',
    { timeout: 300_000 },
    async () => {
      const first = await startSystem(home.path, impatient);
      systems.push(first);
      const documents = await fortyDocuments();
      const uploads = documents.map(({ name, bytes }) =>
        first.uploads.getBlockBlobClient(name).upload(bytes, bytes.length),
      );
      await Promise.all(uploads);
      await first.line((line) => line.includes('event.published') && !line.includes('first/'));
      await first.line((line) => line.includes('page.recognised'));
      const pids = await first.pids();
      await first.kill();
      await delay(3000); // The time within which nothing may be left, as the issue says.
      const survivors = await Promise.all(pids.map(isAlive));
      expect(pids.filter((_, index) => survivors[index])).toEqual([]);

      const second = await startSystem(home.path, impatient);
      systems.push(second);
      hub = await listen(second.connectionStrings.Events);
      const mine = new Set(documents.map(({ name }) => name));
      await everyNameHeard(hub, mine);

      const { resources } = await second.documents.items
        .query<{ type: string; documentId: string; name?: string; state?: string; model?: string }>(
          "SELECT c.type, c.documentId, c.name, c.state, c.model FROM c WHERE c.type IN ('head', 'prediction', 'job')",
        )
        .fetchAll();
      const heads = resources.filter(({ type, name }) => type === 'head' && mine.has(name ?? ''));
      expect(heads.map(({ state }) => state)).toEqual(Array.from({ length: 40 }, () => 'scored'));
      for (const { documentId } of heads) {
        const of = (type: string) => resources.filter((item) => item.type === type && item.documentId === documentId);
        const models = of('prediction').map(({ model }) => model);
        expect(of('job')).toHaveLength(1);
        expect(models).toContain('document-type');
        expect(new Set(models).size).toBe(models.length);
      }
      const events = hub.arrived.filter(({ event }) => mine.has(event.data.name));
      const byId = Map.groupBy(events, ({ event }) => event.id);
      expect(byId.size).toBe(40);
      for (const repeated of byId.values()) {
        expect(new Set(repeated.map(({ event }) => JSON.stringify(event))).size).toBe(1);
      }
      process.stdout.write(`repeated events: ${String(events.length - byId.size)} of ${String(events.length)}\n`);
      expect(await recognisedAgain(home.path, second)).toEqual([]);
    },
  );
});

interface Document {
  readonly name: string;
  readonly bytes: Buffer;
}

/** 28 texts and 12 scans, no two of the same bytes: readers ignore what follows the end of a JPEG. */
async function fortyDocuments(): Promise<Document[]> {
  const scans = await Promise.all(
    ['receipt-cafe.jpg', 'receipt-grocery.jpg', 'form-membership.jpg'].map((file) => readFile(join(samples, file))),
  );
  const texts = Array.from({ length: 28 }, (_, at) => ({
    name: `forty/text-${String(at)}.txt`,
    bytes: Buffer.from(
      `Visit number ${String(at)}: the pasta was delicious and our waiter could not have been kinder. The best dinner in years.`,
    ),
  }));
  const pictures = Array.from({ length: 12 }, (_, at) => ({
    name: `forty/scan-${String(at)}.jpg`,
    bytes: Buffer.concat([scans[at % scans.length] ?? Buffer.alloc(0), Buffer.from(randomUUID())]),
  }));
  return [...pictures, ...texts];
}

async function everyNameHeard(hub: Hub, names: ReadonlySet<string>) {
  for (const name of names) await hub.events(({ data }) => data.name === name);
}

/** Pages whose recognition began after their memo was there, in either life of the system. */
async function recognisedAgain(home: string, { artifacts }: System): Promise<string[]> {
  const log = await readFile(join(home, '.docscore/logs/functions.log'), 'utf8');
  const recognised = log.split('\n').flatMap((line) => {
    const found = /^\[([^\]]+)\].*(\{"event":"page\.recognised".*\})$/.exec(line);
    if (!found?.[1] || !found[2]) return [];
    const { sha256, page, durationMs } = JSON.parse(found[2]) as { sha256: string; page: number; durationMs: number };
    return [{ key: `${sha256}/${String(page)}`, began: Date.parse(found[1]) - durationMs }];
  });
  expect(new Set(recognised.map(({ key }) => key)).size, 'the 12 scans').toBeGreaterThanOrEqual(12);

  const remembered = new Map<string, number>();
  for await (const { name, properties } of artifacts.listBlobsFlat({ prefix: 'memo/ocr/' })) {
    const [, , sha256, , page] = name.split('/');
    // Storage tells whole seconds.
    if (page?.endsWith('.json'))
      remembered.set(`${sha256 ?? ''}/${page.slice(0, -5)}`, properties.lastModified.getTime() + 1000);
  }
  return recognised.filter(({ key, began }) => began > (remembered.get(key) ?? Infinity)).map(({ key }) => key);
}
