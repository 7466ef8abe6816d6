import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { AnalyzeResult, DocumentAnalysisClient, DocumentPage } from '@azure/ai-form-recognizer';
import { analysedPage } from './analysed-page.ts';
import { appErrorOf } from './document-intelligence-errors.ts';
import type { DocumentReader, Logger, ReadPage, ReaderSlot } from '../../ports.ts';
import type { ProcessReader, RenderingSlot } from './process-reader.ts';
import { settings } from './settings.ts';

const MODEL = 'prebuilt-read';
/** What `@azure/ai-form-recognizer` 5 asks for. */
const API_VERSION = '2023-07-31';
/** Raise it whenever `analysed-page.ts` makes another page of the same answer. */
const CODE_VERSION = 1;

export interface DocumentIntelligenceOptions {
  readonly client: DocumentAnalysisClient;
  /** Between two looks whether an analysis is done; the service may ask for more. The SDK's own default is 5 s. */
  readonly pollIntervalMs?: number;
  /** An analysis that takes longer counts as an outage. */
  readonly timeoutMs?: number;
  readonly log: Logger;
}

/**
 * Reads pages with Azure AI Document Intelligence. Bad files are refused and page pictures made here, by `pages`: the service is
 * paid per page and makes no pictures. Plain text never leaves.
 */
export function documentIntelligenceReader(options: DocumentIntelligenceOptions, pages: ProcessReader): DocumentReader {
  const parts = JSON.stringify([CODE_VERSION, MODEL, API_VERSION, settings.pictureSide, pages.engine.digest]);
  return {
    engine: { name: 'azure-document-intelligence', digest: createHash('sha256').update(parts).digest('hex') },
    acquire: async () => slot(options, await pages.acquire()),
  };
}

interface OpenFile {
  readonly path: string;
  readonly sha256: string;
  readonly pageCount: number;
  readonly hasImages: boolean;
  /** What was analysed so far, by page. */
  readonly analysed: Map<number, DocumentPage>;
}

function slot(options: DocumentIntelligenceOptions, local: RenderingSlot): ReaderSlot {
  let file: OpenFile | undefined;
  const answer = async (open: OpenFile, page: number) => {
    if (!open.analysed.has(page)) {
      for (const one of (await analyse(options, open, page)).pages ?? []) open.analysed.set(one.pageNumber, one);
    }
    const found = open.analysed.get(page);
    if (!found) throw new Error(`Document Intelligence left out page ${page} of ${open.pageCount}`);
    return found;
  };
  return {
    async open(path, name) {
      file = { path, ...(await local.open(path, name)), analysed: new Map() };
      return { pageCount: file.pageCount };
    },
    async read(page): Promise<ReadPage> {
      if (!file) throw new Error('No document is open');
      if (!file.hasImages) return await local.read(page);
      const { pageCount, sha256 } = file;
      const since = performance.now();
      const [found, picture] = await Promise.all([answer(file, page), local.render(page)]);
      const durationMs = Math.round(performance.now() - since);
      options.log.info({ event: 'page.recognised', sha256, page, durationMs, engine: MODEL });
      return { pageCount, page: analysedPage(found, page, picture), image: picture.image };
    },
    [Symbol.dispose]: () => local[Symbol.dispose](),
  };
}

/** From this page to the last: what comes before it is in the memo, and is not paid for again. */
async function analyse(options: DocumentIntelligenceOptions, file: OpenFile, page: number): Promise<AnalyzeResult> {
  const { client, pollIntervalMs = 1_000, timeoutMs = 120_000 } = options;
  const abortSignal = AbortSignal.timeout(timeoutMs);
  try {
    const range = file.pageCount === 1 ? {} : { pages: `${page}-${file.pageCount}` };
    const poller = await client.beginAnalyzeDocument(MODEL, await readFile(file.path), {
      updateIntervalInMs: pollIntervalMs,
      abortSignal,
      ...range,
    });
    return await poller.pollUntilDone();
  } catch (error) {
    throw appErrorOf(error, abortSignal.aborted);
  }
}
