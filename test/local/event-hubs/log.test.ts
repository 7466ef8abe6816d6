import { appendFile, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import rhea from 'rhea';
import { expect, it, onTestFinished } from 'vitest';
import { MalformedMessage } from '../../../src/local/event-hubs/amqp-values.ts';
import { PartitionLog, type LogOptions } from '../../../src/local/event-hubs/log.ts';
import { aFolder } from './servers.ts';

const HOUR = 3_600_000;
const anEvent = (body: string) => rhea.message.encode({ body });
const bodyOf = (event: Buffer) => rhea.message.decode(event).body as string;

async function aLog(options: Partial<LogOptions> = {}): Promise<{ log: PartitionLog; folder: string }> {
  const folder = options.folder ?? (await aFolder());
  const log = await PartitionLog.open({ folder, retentionMs: 24 * HOUR, now: Date.now, ...options });
  onTestFinished(() => log.close().catch(() => undefined)); // a test may have closed it
  return { log, folder };
}

/** All bodies, read as a consumer does. */
function bodies(log: PartitionLog): string[] {
  const found: string[] = [];
  for (let next = 0; ;) {
    const { sequenceNumber, events } = log.read(next);
    if (events.length === 0) return found;
    found.push(...events.map(bodyOf));
    next = sequenceNumber + events.length;
  }
}

/** Its files, oldest first. */
const filesOf = async (folder: string) => (await readdir(folder)).toSorted().map((name) => join(folder, name));

it.each([
  { what: 'in the middle of the last record', cut: 1 },
  { what: 'in the header of the last record', cut: 300 },
])('drops a batch whose write was torn $what, all of it, and goes on from there', async ({ cut }) => {
  const { log, folder } = await aLog();
  await log.append([anEvent('a'), anEvent('b')]);
  const [file = ''] = await filesOf(folder);
  const whole = (await readFile(file)).length;
  await log.append([anEvent('c'), anEvent('d'.repeat(200))]);
  await log.close();
  await truncate(file, Math.max((await readFile(file)).length - cut, whole + 7));

  const { log: again } = await aLog({ folder });
  await again.append([anEvent('e')]);

  expect(bodies(again)).toEqual(['a', 'b', 'e']);
  expect(again.last.sequenceNumber).toBe(2);
});

it('drops what was appended without sense, and keeps the rest', async () => {
  const { log, folder } = await aLog();
  await log.append([anEvent('a')]);
  await log.close();
  const [file = ''] = await filesOf(folder);
  await appendFile(file, Buffer.alloc(4096));

  expect(bodies((await aLog({ folder })).log)).toEqual(['a']);
});

it('does not open with damage in a file that was complete', async () => {
  const { log, folder } = await aLog({ segmentBytes: 1 });
  await log.append([anEvent('a')]);
  await log.append([anEvent('b')]);
  await log.close();
  const [first = ''] = await filesOf(folder);
  const bytes = await readFile(first);
  bytes[30] = (bytes[30] ?? 0) ^ 1;
  await writeFile(first, bytes);

  await expect(aLog({ folder })).rejects.toThrow(`The event log ${first} is damaged at byte 0`);
});

it('keeps order and numbers over many files and a restart', async () => {
  const { log, folder } = await aLog({ segmentBytes: 500 });
  const names = Array.from({ length: 60 }, (_, n) => `event ${n}`);
  for (const name of names) await log.append([anEvent(name)]);
  const { last } = log;
  await log.close();

  const { log: again } = await aLog({ folder, segmentBytes: 500 });

  expect((await filesOf(folder)).length).toBeGreaterThan(5);
  expect(bodies(again)).toEqual(names);
  expect(again.last).toEqual(last);
});

it('deletes files whose events have all expired, but never forgets where it was', async () => {
  let time = Date.UTC(2030, 0, 1);
  const { log, folder } = await aLog({ segmentBytes: 1, retentionMs: HOUR, now: () => time });
  for (const name of ['a', 'b', 'c']) await log.append([anEvent(name)]);
  time += HOUR + 1;
  await log.append([anEvent('d')]);
  const { last } = log;
  await log.close();

  const { log: again } = await aLog({ folder, retentionMs: HOUR, now: () => time });

  expect(await filesOf(folder)).toHaveLength(1);
  expect(bodies(again)).toEqual(['d']);
  expect(again.first?.sequenceNumber).toBe(3);
  expect(again.last).toEqual(last);
});

it('refuses a batch with an event that is no message, and stores those beside it', async () => {
  const { log } = await aLog();

  const outcomes = await Promise.allSettled([
    log.append([anEvent('a')]),
    log.append([anEvent('b'), Buffer.from('nonsense')]),
    log.append([anEvent('c')]),
  ]);

  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect((outcomes[1] as PromiseRejectedResult).reason).toBeInstanceOf(MalformedMessage);
  expect(bodies(log)).toEqual(['a', 'c']);
  expect(log.last.sequenceNumber).toBe(1);
});

it('keeps every batch in order whatever their sizes, and reads on from any number', async () => {
  const batches = fc.array(fc.array(fc.nat(2000), { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(batches, fc.integer({ min: 1, max: 8000 }), fc.nat(60), async (sizes, segmentBytes, start) => {
      const folder = await aFolder();
      const options = { folder, segmentBytes, retentionMs: HOUR, now: Date.now };
      const log = await PartitionLog.open(options);
      await Promise.all(
        sizes.map((batch, n) => log.append(batch.map((size, i) => anEvent(`${n}.${i}${'x'.repeat(size)}`)))),
      );
      const expected = sizes.flatMap((batch, n) => batch.map((size, i) => `${n}.${i}${'x'.repeat(size)}`));
      expect(bodies(log)).toEqual(expected);
      await log.close();

      const again = await PartitionLog.open(options);
      expect(bodies(again)).toEqual(expected);
      const from = Math.min(start, expected.length - 1);
      expect(bodyOf(again.read(from).events[0] ?? Buffer.alloc(0))).toBe(expected[from]);
      await again.close();
    }),
    { numRuns: 40 },
  );
});
