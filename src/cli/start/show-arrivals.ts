import { setTimeout as delay } from 'node:timers/promises';
import { ends } from '../../domain/job.ts';
import type { LocalCloud } from '../../local/cloud/local-cloud.ts';
import { httpClient } from '../connect/client.ts';
import { tokenSource } from '../connect/tokens.ts';
import { changes } from '../follow/changes.ts';
import { waker } from '../follow/waker.ts';
import type { Screen } from '../screen/screen.ts';
import { summaryLines } from '../screen/summary-lines.ts';

const pace = { minGapMs: 500, quietMs: 60_000 };
const troubleWaitMs = 1000;

/** A line for each document that somebody else brings and that has ended, until told to end. */
export async function showArrivals(screen: Screen, cloud: LocalCloud, ending: AbortSignal): Promise<void> {
  const client = httpClient({ url: cloud.url, key: cloud.functionKey, tokenFor: tokenSource({}) });
  const news = waker(pace);
  cloud.signals.on('container:docscore/documents', news.poke);
  ending.addEventListener('abort', news.poke);
  const wake = async () => {
    await news.wake();
    return !ending.aborted;
  };
  while (!ending.aborted) {
    try {
      const { lineOf } = summaryLines(screen);
      for await (const summary of changes(client, wake)) {
        if (ends.some((end) => end === summary.state)) screen.line(lineOf(summary));
      }
    } catch {
      // The host tells its own troubles; this is only a window on it.
      await delay(troubleWaitMs);
    }
  }
}
