import { AzureKeyCredential, DocumentAnalysisClient } from '@azure/ai-form-recognizer';
import { afterAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { documentIntelligenceReader } from '../../../src/adapters/reader/document-intelligence-reader.ts';
import { processReader } from '../../../src/adapters/reader/process-reader.ts';
import { AppError } from '../../../src/domain/errors.ts';
import { documentIntelligenceServer } from './document-intelligence-server.ts';
import { pdfOf } from './documents.ts';
import { fileOf } from './folder.ts';
import { keptLog } from './kept-log.ts';
import { readerContract } from './reader-contract.ts';

/** What makes pictures here, and what the server reads with. */
const local = processReader({ readers: 1, log: keptLog() });
const engine = processReader({ readers: 1, log: keptLog() });
/** Says what the server's engine makes of the next file. */
let refuse: AppError | undefined;
const server = await documentIntelligenceServer({
  ...engine,
  async acquire() {
    const slot = await engine.acquire();
    return {
      read: (page) => slot.read(page),
      async open(path, name) {
        const error = refuse;
        refuse = undefined;
        if (error) throw error;
        return await slot.open(path, name);
      },
      [Symbol.dispose]: () => slot[Symbol.dispose](),
    };
  },
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
  const posts = server.requests.filter((request) => request.startsWith('POST '));
  expect(posts.map((request) => new URLSearchParams(request.split('?')[1]).get('pages'))).toEqual(['2-3']);
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

it.each([
  {
    what: '429',
    on: 'POST',
    trouble: { status: 429, retryAfterMs: 7_000 },
    error: { code: 'unavailable', retryAfterSeconds: 7 },
  },
  { what: '503 while it waits', on: 'GET', trouble: { status: 503 }, error: { code: 'unavailable' } },
  { what: '500', on: 'POST', trouble: { status: 500 }, error: { code: 'unavailable' } },
  { what: '403', on: 'POST', trouble: { status: 403 }, error: { code: 'forbidden' } },
] as const)('turns $what into what the job engine understands', async ({ on, trouble, error }) => {
  const { reader } = start();
  using slot = await reader.acquire();
  await slot.open(fileOf(await pdfOf(['page'])), 'letter.pdf');
  server.fail(on, trouble);

  await expect(slot.read(1)).rejects.toMatchObject({ name: 'AppError', ...error });
  expect((await slot.read(1)).page.text).toBe('page');
});

it('rejects a document whose analysis failed because of its content', async () => {
  const { reader } = start();
  using slot = await reader.acquire();
  await slot.open(fileOf(await pdfOf(['page'])), 'letter.pdf');
  refuse = new AppError('rejected', 'Unreadable over there.');

  await expect(slot.read(1)).rejects.toMatchObject({
    code: 'rejected',
    next: 'Export it anew as PDF and upload that.',
  });
  expect((await slot.read(1)).page.text).toBe('page');
});

it('rejects a document that the service refuses at once', async () => {
  const narrow = await documentIntelligenceServer(engine, 100);
  onTestFinished(() => narrow.stop());
  const { reader } = start(narrow);
  using slot = await reader.acquire();
  await slot.open(fileOf(await pdfOf(['page'])), 'letter.pdf');

  await expect(slot.read(1)).rejects.toMatchObject({ code: 'rejected', next: 'Split it and upload the parts.' });
});

it('says that its key is wrong', async () => {
  const { reader } = start({ key: 'wrong' });
  using slot = await reader.acquire();
  await slot.open(fileOf(await pdfOf(['page'])), 'letter.pdf');

  await expect(slot.read(1)).rejects.toMatchObject({ code: 'unauthorised' });
});

it('calls it an outage when the service is not there', async () => {
  const gone = await documentIntelligenceServer(engine);
  await gone.stop();
  const { reader } = start(gone);
  using slot = await reader.acquire();
  await slot.open(fileOf(await pdfOf(['page'])), 'letter.pdf');

  await expect(slot.read(1)).rejects.toMatchObject({ code: 'unavailable' });
});
