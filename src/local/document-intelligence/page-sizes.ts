import { once } from 'node:events';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';

export interface PageSize {
  readonly width: number;
  readonly height: number;
}

export interface PageSizesRequest {
  readonly path: string;
  /** From 1. */
  readonly pages: readonly number[];
}

/** Says how large the pages of PDFs are, in inches: our reader gives pixels of its own pictures. */
export interface PageSizes {
  /** One file at a time. @throws Error */
  of(request: PageSizesRequest): Promise<PageSize[]>;
  close(): Promise<void>;
}

/** The reader has been through the file before, page by page. */
const TIMEOUT_MS = 20_000;

const entry = new URL(`./page-sizes-worker${extname(import.meta.url)}`, import.meta.url);

/** A thread that is started at first need: pdfium must not hold up the server. */
export function pageSizes(): PageSizes {
  let worker: Worker | undefined;
  const close = async () => {
    const ending = worker;
    worker = undefined;
    await ending?.terminate();
  };
  return {
    async of(request) {
      worker ??= new Worker(entry);
      worker.unref();
      try {
        const answer = once(worker, 'message', { signal: AbortSignal.timeout(TIMEOUT_MS) });
        worker.postMessage(request);
        const [sizes] = (await answer) as [PageSize[] | undefined];
        if (!sizes) throw new Error('The PDF cannot be opened');
        return sizes;
      } catch (error) {
        await close();
        throw error;
      }
    },
    close,
  };
}
