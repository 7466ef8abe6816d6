import { setTimeout as delay } from 'node:timers/promises';
import { atLeast, progress, withUnit, type Figure } from '../figures.ts';
import { distinctSamples, receipts, upload } from './bench-documents.ts';
import { ended, withSystem } from './bench-system.ts';
import { noUse, otherShares, plus, readCores, readersPercent } from './core-shares.ts';
import { ocrQueue } from './ocr-queue.ts';
import { watchProcesses } from './process-watch.ts';

const pages = 60;
const targetPercent = 80;

/** How often the queue is asked, in ms. */
const everyMs = 500;

/** A backlog of scanned pages: reader CPU seconds ÷ (cores × wall time while `ocr` holds messages). */
export const readersBusy = (): Promise<Figure[]> =>
  withSystem(async (bench) => {
    const documents = await distinctSamples(receipts, pages, 'backlog');
    const queued = ocrQueue(bench.system);
    await using watch = watchProcesses(bench.system);
    progress(`a backlog of ${pages} scanned pages`);
    const uploaded = new AbortController();
    const uploads = upload(bench, documents).finally(() => uploaded.abort());
    let use = noUse;
    let last = { queued: 0, cores: await readCores(watch) };
    do {
      await delay(everyMs);
      const now = { queued: await queued(), cores: await readCores(watch) };
      if (last.queued > 0) use = plus(use, last.cores, now.cores);
      last = now;
    } while (!uploaded.signal.aborted || last.queued > 0);
    await uploads;
    for (const { name } of documents) await ended(bench, name);
    return [
      atLeast(`readers busy under a backlog of ${pages} pages`, readersPercent(use), targetPercent, '%'),
      ...otherShares(use),
      { name: 'pages recognised under that backlog', value: withUnit(pages / use.wallSeconds, 'pages/s') },
      { name: 'reader processes that were started', value: String(watch.readers().size) },
    ];
  });
