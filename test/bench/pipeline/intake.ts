import { randomUUID } from 'node:crypto';
import { idOf } from '../../e2e/documents-api.ts';
import { atMost, progress, withUnit, type Figure } from '../figures.ts';
import { median, percentile } from '../percentile.ts';
import { ended, withSystem, type BenchSystem } from './bench-system.ts';

const runs = 50;
const targetMs = 20;

/** One text after the other on an idle system: how soon after the answer to an upload `receive-document` starts. */
export const intake = (): Promise<Figure[]> =>
  withSystem(async (bench) => {
    progress(`${runs} uploads, one after the other`);
    const times: { startMs: number; registeredMs: number }[] = [];
    for (let run = 0; run < runs; run++) times.push(await uploadOne(bench, `intake/${run}.txt`));
    const starts = times.map(({ startMs }) => startMs);
    return [
      atMost(`upload response → receive-document start, p50 of ${runs}`, median(starts), targetMs, 'ms'),
      { name: 'the same, p95', value: withUnit(percentile(starts, 95), 'ms') },
      {
        name: 'upload response → document registered, p50',
        value: withUnit(median(times.map(({ registeredMs }) => registeredMs)), 'ms'),
      },
    ];
  });

/** Both in ms after the upload was answered, by the same clock; below 0 when the function was faster than the answer. */
async function uploadOne(bench: BenchSystem, name: string) {
  const { system } = bench;
  const { lines } = system;
  const from = lines.length;
  const text = Buffer.from(`Visit ${randomUUID()}: the soup was wonderful, and so was the waiter.`);
  await system.uploads.getBlockBlobClient(name).upload(text, text.length);
  const answeredAt = performance.timeOrigin + performance.now();
  const registered = await system.line((said) => said.includes('document.registered') && said.includes(idOf(name)));
  await ended(bench, name);
  // Nothing else is uploaded meanwhile: the first call since then is ours.
  const started = lines.slice(from).find((said) => said.includes("Executing 'Functions.receive-document'"));
  return { startMs: timeOf(started) - answeredAt, registeredMs: timeOf(registered) - answeredAt };
}

/** When the host wrote a line, in ms since 1970; whole ms. */
function timeOf(line = ''): number {
  const time = /^\[([^\]]+)\]/.exec(line)?.[1];
  if (time === undefined) throw new Error(`This line of the host has no time: ${line}`);
  return Date.parse(time);
}
