import { setTimeout as delay } from 'node:timers/promises';
import { atMost, progress, withUnit, type Figure } from '../figures.ts';
import { percentile } from '../percentile.ts';
import { distinctSamples, receipts, repeatedSamples, upload } from './bench-documents.ts';
import { ended, stageTimes, withSystem, type BenchSystem } from './bench-system.ts';
import { ocrQueue } from './ocr-queue.ts';

const queuedAtLeast = 100;
const samples = 100;
const targetRatio = 2;

/** How often the queue is asked, in ms. */
const everyMs = 200;

/**
 * Scoring does not suffer from someone else's pages: the score stage of receipts while at least 100 OCR messages are queued, against the
 * same receipts one by one on an idle system. The time is from the end of `preprocess`, when the message for `score` goes out, to the
 * end of `score`: waiting counts. For the idle figure the pages come from the memo, so that nothing is read beside.
 */
export const scoreUnderBacklog = (): Promise<Figure[]> =>
  withSystem(async (bench) => {
    const idle = await idleTimes(bench);
    const loaded = await loadedTimes(bench);
    const [idleP95, loadedP95] = [percentile(idle, 95), percentile(loaded, 95)];
    return [
      { name: `score, p95 of ${idle.length}, idle`, value: withUnit(idleP95, 'ms') },
      {
        name: `score, p95 of ${loaded.length}, ${queuedAtLeast} OCR messages queued`,
        value: withUnit(loadedP95, 'ms'),
      },
      atMost('score p95 under backlog ÷ idle', loadedP95 / idleP95, targetRatio, '×'),
    ];
  });

async function idleTimes(bench: BenchSystem): Promise<number[]> {
  progress(`${samples} receipts from the memo, one after the other`);
  const known = await repeatedSamples(receipts, receipts.length, 'known');
  await upload(bench, known);
  for (const { name } of known) await ended(bench, name);
  const documents = await repeatedSamples(receipts, samples, 'idle');
  for (const document of documents) {
    await upload(bench, [document]);
    await ended(bench, document.name);
  }
  return (await Promise.all(documents.map(({ name }) => scoring(bench, name)))).map(({ ms }) => ms);
}

/** Counts what is scored between the last upload and the moment when fewer than 100 messages are left. The rest is not waited for. */
async function loadedTimes(bench: BenchSystem): Promise<number[]> {
  progress(`${queuedAtLeast + samples} receipts to be read, ${samples} of them until ${queuedAtLeast} are left`);
  const documents = await distinctSamples(receipts, queuedAtLeast + samples, 'loaded');
  const queued = ocrQueue(bench.system);
  await upload(bench, documents);
  const from = Date.now();
  while ((await queued()) >= queuedAtLeast) await delay(everyMs);
  const to = Date.now();

  const mine = new Set(documents.map(({ name }) => name));
  const arrived = bench.hub.arrived.map(({ event }) => event.data.name).filter((name) => mine.has(name));
  const times = await Promise.all(arrived.map((name) => scoring(bench, name)));
  return times.filter(({ sentAt, ms }) => sentAt >= from && sentAt + ms <= to).map(({ ms }) => ms);
}

/** From the moment when the message for `score` went out. */
async function scoring(bench: BenchSystem, name: string): Promise<{ sentAt: number; ms: number }> {
  const { preprocess, score } = await stageTimes(bench, name);
  const sentAt = Date.parse(preprocess?.endedAt ?? '');
  const ms = Date.parse(score?.endedAt ?? '') - sentAt;
  if (Number.isNaN(ms)) throw new Error(`${name} was not scored`);
  return { sentAt, ms };
}
