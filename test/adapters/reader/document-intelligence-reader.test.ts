import { AzureKeyCredential, DocumentAnalysisClient } from '@azure/ai-form-recognizer';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { documentIntelligenceReader } from '../../../src/adapters/reader/document-intelligence-reader.ts';
import { processReader } from '../../../src/adapters/reader/process-reader.ts';
import { documentIntelligenceServer } from './document-intelligence-server.ts';
import { pdfOf } from './documents.ts';
import { fileOf } from './folder.ts';
import { keptLog } from './kept-log.ts';
import { readerContract } from './reader-contract.ts';

/** What makes pictures here, and what the server reads with. */
const local = processReader({ readers: 1, log: keptLog() });
const engine = processReader({ readers: 1, log: keptLog() });
const server = await documentIntelligenceServer(async (file, pages) => {
  using slot = await engine.acquire();
  const { pageCount } = await slot.open(fileOf(file), 'upload');
  const [first = 1, last = pageCount] = pages?.split('-').map(Number) ?? [];
  const read = [];
  for (let page = first; page <= last; page++) read.push((await slot.read(page)).page);
  return read;
});
beforeEach(() => server.requests.splice(0));
afterAll(async () => {
  await server.stop();
  await local[Symbol.asyncDispose]();
  await engine[Symbol.asyncDispose]();
});

/** The adapter against a server. */
function start({ key = 'key', endpoint = server.endpoint } = {}) {
  const log = keptLog();
  const client = new DocumentAnalysisClient(endpoint, new AzureKeyCredential(key), {
    allowInsecureConnection: true,
    retryOptions: { maxRetries: 0 },
  });
  return { log, reader: documentIntelligenceReader({ client, pollIntervalMs: 10, log }, local) };
}

describe('documentIntelligenceReader', () =>
  readerContract(() => Promise.resolve({ ...start(), stop: () => Promise.resolve() })));

it('sends a document once, and pays for no page before the first that is asked for', async () => {
  const { reader, log } = start();
  using slot = await reader.acquire();
  await slot.open(fileOf(await pdfOf(['one', 'two', 'three'])), 'letter.pdf');

  const texts = [await slot.read(2), await slot.read(3)].map(({ page }) => page.text);

  expect(texts).toEqual(['two', 'three']);
  expect(server.requests.filter(({ method }) => method === 'POST')).toEqual([{ method: 'POST', pages: '2-3' }]);
  expect(log.of('page.recognised').map(({ page }) => page)).toEqual([2, 3]);
});

it('keeps plain text and refused files at home', async () => {
  const { reader } = start();
  using slot = await reader.acquire();

  await slot.open(fileOf('at home'), 'note.txt');
  await slot.read(1);
  await expect(slot.open(fileOf('GIF89a'), 'a.gif')).rejects.toMatchObject({ code: 'unsupported' });

  expect(server.requests).toEqual([]);
});

const invalidContent = {
  error: {
    code: 'InvalidRequest',
    message: 'Invalid request.',
    innererror: { code: 'InvalidContent', message: 'Corrupted.' },
  },
};

it.each([
  {
    what: '429',
    fault: { on: 'POST', status: 429, headers: { 'retry-after': '7' } },
    error: { code: 'unavailable', retryAfterSeconds: 7 },
  },
  { what: '503 while it waits', fault: { on: 'GET', status: 503 }, error: { code: 'unavailable' } },
  { what: '500', fault: { on: 'POST', status: 500 }, error: { code: 'unavailable' } },
  { what: '403', fault: { on: 'POST', status: 403 }, error: { code: 'forbidden' } },
  {
    what: '400 for a bad file',
    fault: { on: 'POST', status: 400, body: invalidContent },
    error: { code: 'rejected', next: 'Export it anew as PDF and upload that.' },
  },
  {
    what: 'a failed analysis of a bad file',
    fault: {
      on: 'GET',
      status: 200,
      body: {
        status: 'failed',
        createdDateTime: '2026-01-01T00:00:00Z',
        lastUpdatedDateTime: '2026-01-01T00:00:00Z',
        ...invalidContent,
      },
    },
    error: { code: 'rejected' },
  },
] as const)('turns $what into what the job engine understands', async ({ fault, error }) => {
  const { reader } = start();
  using slot = await reader.acquire();
  await slot.open(fileOf(await pdfOf(['page'])), 'letter.pdf');
  server.faults.push(fault);

  await expect(slot.read(1)).rejects.toMatchObject({ name: 'AppError', ...error });
  expect((await slot.read(1)).page.text).toBe('page');
});

it('says that its key is wrong', async () => {
  const { reader } = start({ key: 'wrong' });
  using slot = await reader.acquire();
  await slot.open(fileOf(await pdfOf(['page'])), 'letter.pdf');

  await expect(slot.read(1)).rejects.toMatchObject({ code: 'unauthorised' });
});

it('calls it an outage when the service is not there', async () => {
  const gone = await documentIntelligenceServer(() => Promise.resolve([]));
  await gone.stop();
  const { reader } = start(gone);
  using slot = await reader.acquire();
  await slot.open(fileOf(await pdfOf(['page'])), 'letter.pdf');

  await expect(slot.read(1)).rejects.toMatchObject({ code: 'unavailable' });
});
