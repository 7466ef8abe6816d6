import type { DocumentReader } from '../../ports.ts';
import { type Clock, systemClock } from '../clock.ts';
import type { Faults } from '../faults/faults.ts';
import { startHttpService } from '../http-service.ts';
import type { LocalService } from '../service.ts';
import { analysisQueue } from './analysis-queue.ts';
import { openAnalyses } from './analysis-store.ts';
import { MAX_CONTENT_BYTES } from './content-kind.ts';
import { listener } from './http.ts';

/** The key if nothing else was said. */
const localKey = 'docscore-local-document-intelligence';

/** How long the service keeps a result. Source: learn.microsoft.com/azure/ai-foundry/responsible-ai/document-intelligence/data-privacy-security */
const KEPT_MS = 24 * 3_600_000;

export interface DocumentIntelligenceOptions {
  /** Where analyses and their files are kept; made if absent. */
  readonly dir: string;
  /** 0: a free one. */
  readonly port: number;
  readonly key?: string | undefined;
  /** What reads the pages; default: one process of our own reader, started at the first analysis. */
  readonly reader?: DocumentReader | undefined;
  /** The largest file. */
  readonly maxContentBytes?: number | undefined;
  /** What clients are asked to wait between two looks; 0: they do as they like. */
  readonly retryAfterSeconds?: number | undefined;
  readonly faults?: Faults | undefined;
  /** Results expire by it. */
  readonly clock?: Clock | undefined;
}

export interface DocumentIntelligenceService extends LocalService {
  /** Clients need `allowInsecureConnection`. */
  readonly endpoint: string;
  readonly key: string;
}

/**
 * Document Intelligence's prebuilt-read, for the SDKs of v3.1 and v4: an analysis is a long-running operation, answered by our own reader.
 *
 * How to read it: `http.ts` the wire · `routes.ts` who answers what · `analyze-options.ts`, `page-ranges.ts` what is asked for ·
 * `content-source.ts`, `content-kind.ts` the file · `analysis-store.ts` what is kept · `analysis-queue.ts`, `read-document.ts`,
 * `page-sizes.ts` the work · `result.ts`, `angle.ts`, `string-index.ts` the answer · `errors.ts`, `failure.ts`.
 *
 * @throws Error if the port is taken or the data is of another version.
 */
export async function startDocumentIntelligence(
  options: DocumentIntelligenceOptions,
): Promise<DocumentIntelligenceService> {
  const { port, key = localKey, faults } = options;
  const open = () => openRoom(options, key);
  const service = await startHttpService({ name: 'document-intelligence', port, faults, open });
  return { ...service, endpoint: `http://127.0.0.1:${service.port}`, key };
}

function openRoom(options: DocumentIntelligenceOptions, key: string) {
  const { dir, maxContentBytes = MAX_CONTENT_BYTES, retryAfterSeconds = 1, clock = systemClock } = options;
  const nowMs = () => clock.now();
  const store = openAnalyses(dir, nowMs);
  const reader = readerOf(options);
  const queue = analysisQueue(store, () => reader.get());
  const answer = listener({ store, queue, nowMs, maxContentBytes, retryAfterSeconds }, key);
  return {
    listener: (...exchange: Parameters<typeof answer>) => {
      store.removeOlderThan(nowMs() - KEPT_MS);
      answer(...exchange);
    },
    async close() {
      await queue.close();
      await reader.close();
      store.close();
    },
  };
}

/** The reader that was given, or one of our own. */
function readerOf({ reader: given }: DocumentIntelligenceOptions) {
  let own: Promise<DocumentReader & AsyncDisposable> | undefined;
  const start = async () => {
    const { processReader } = await import('../../adapters/reader/process-reader.ts');
    return processReader({ readers: 1, log: { info: ignore, warn: ignore, error: ignore } });
  };
  return {
    get: async (): Promise<DocumentReader> => given ?? (await (own ??= start())),
    close: async () => await (await own)?.[Symbol.asyncDispose](),
  };
}

const ignore = () => undefined;
