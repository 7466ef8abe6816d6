import type { DocumentReader, ReaderSlot } from '../../ports.ts';
import type { Analysis, AnalysisStore, Outcome } from './analysis-store.ts';
import { failureOf } from './failure.ts';
import { pageSizes } from './page-sizes.ts';

/** Runs the analyses of a store, one after the other. */
export interface AnalysisQueue {
  /** There may be something to do. */
  wake(): void;
  /** Ends what is running, which is to be done again after the next start. */
  close(): Promise<void>;
}

/** @param reader Called at the first analysis. */
export function analysisQueue(store: AnalysisStore, reader: () => Promise<DocumentReader>): AnalysisQueue {
  const sizes = pageSizes();
  let slot: ReaderSlot | undefined;
  let closed = false;
  let running = Promise.resolve();

  const startNext = () => (closed ? undefined : store.startNext());
  const run = async () => {
    for (let next = startNext(); next; next = startNext()) {
      const outcome = await analyse(next);
      // An end that came from closing is no answer.
      if (!closed) store.finish(next.id, outcome);
    }
  };
  const analyse = async ({ id, options }: Analysis): Promise<Outcome> => {
    try {
      using held = await (await reader()).acquire();
      slot = held;
      const { readDocument } = await import('./read-document.ts'); // with sharp: a start is faster without
      const analyzeResult = await readDocument(store.contentPath(id), options, { slot: held, sizes });
      return { status: 'succeeded', analyzeResult };
    } catch (error) {
      return { status: 'failed', error: failureOf(error) };
    } finally {
      slot = undefined;
    }
  };
  const wake = () => {
    running = running.then(run);
  };
  wake();
  return {
    wake,
    async close() {
      closed = true;
      slot?.[Symbol.dispose]();
      await sizes.close();
      await running;
    },
  };
}
