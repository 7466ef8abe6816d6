import { readdirSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startDocumentIntelligence } from '../../../src/local/document-intelligence/document-intelligence.ts';
import { killUnderLoad } from '../killed-server.ts';
import { aFolder, aService, ended, look, post } from './a-service.ts';
import { textReader, tinyPdf } from './text-reader.ts';

const LIVES = 20;

it(
  'ends each acknowledged analysis with its own text, after twenty kills with -9 under load',
  { timeout: 120_000 },
  async () => {
    const dir = await aFolder();
    const acknowledged = new Map<string, string>();
    await killUnderLoad(new URL('./server-process.ts', import.meta.url), { dir, lives: LIVES }, async (writer) => {
      for (let count = 0; ; count++) {
        const text = `${writer.life}-${writer.number}-${count}`;
        const { status, id } = await post(writer.address, tinyPdf(text));
        expect(status).toBe(202);
        acknowledged.set(id, text);
        writer.acknowledged();
      }
    });
    const { service } = await aService({ dir });

    const contents = new Map<string, string | undefined>();
    for (const id of acknowledged.keys()) {
      contents.set(id, (await ended(service.endpoint, id)).analyzeResult?.content);
    }
    expect(contents).toEqual(acknowledged);
    expect(acknowledged.size).toBeGreaterThanOrEqual(LIVES * 5);
  },
);

it('goes on with what was not done when it was stopped, and keeps no file of what is', async () => {
  let isSlow = true;
  const begun = Promise.withResolvers<undefined>();
  const reader = textReader(async () => {
    begun.resolve(undefined);
    if (isSlow) await stopping.promise;
  });
  const stopping = Promise.withResolvers<undefined>();
  const { service, dir } = await aService({ reader });
  const { id } = await post(service.endpoint, tinyPdf('patience'));
  await begun.promise;
  expect(await look(service.endpoint, id)).toMatchObject({ status: 'running' });
  const stopped = service.stop();
  isSlow = false;
  stopping.resolve(undefined);
  await stopped;

  await service.start();

  expect(await ended(service.endpoint, id)).toMatchObject({ analyzeResult: { content: 'patience' } });
  expect(readdirSync(join(dir, 'content'))).toEqual([]);
});

it('removes files of uploads that were never acknowledged', async () => {
  const { dir, service } = await aService();
  await service.stop();
  writeFileSync(join(dir, 'content', 'half'), '%PDF');

  await service.start();

  expect(readdirSync(join(dir, 'content'))).toEqual([]);
});

it.each([
  { what: 'of a length that is said', body: () => Buffer.alloc(1_000_001, '%PDF-') },
  {
    what: 'in chunks',
    body: () => new Blob([Buffer.alloc(3_000_000, '%PDF-')]).stream(),
    more: { duplex: 'half' },
  },
])('refuses a body $what that is too large, and hears the rest of it out', async ({ body, more = {} }) => {
  const { service, dir } = await aService({ maxContentBytes: 1_000_000 });

  const { status, text } = await post(service.endpoint, body(), more);

  expect([status, JSON.parse(text)]).toMatchObject([400, { error: { innererror: { code: 'InvalidContentLength' } } }]);
  expect(readdirSync(join(dir, 'content'))).toEqual([]);
});

it('blames itself when its reader breaks', async () => {
  const { service } = await aService({ reader: textReader(() => Promise.reject(new Error('The reader is gone'))) });

  const { id } = await post(service.endpoint, tinyPdf('x'));

  expect(await ended(service.endpoint, id)).toMatchObject({
    status: 'failed',
    error: { code: 'InternalServerError', innererror: { message: 'Error: The reader is gone' } },
  });
});

it('reads one document after the other', async () => {
  let [open, most] = [0, 0];
  const reader = textReader(async () => {
    most = Math.max(most, ++open);
    await Promise.resolve();
    open--;
  });
  const { service } = await aService({ reader });

  const posts = await Promise.all(['a', 'b', 'c', 'd'].map((text) => post(service.endpoint, tinyPdf(text))));
  const contents = await Promise.all(posts.map(async ({ id }) => (await ended(service.endpoint, id)).analyzeResult));

  expect(contents.map((result) => result?.content)).toEqual(['a', 'b', 'c', 'd']);
  expect(most).toBe(1);
});

it('says which port is taken', async () => {
  const { service } = await aService();

  await expect(startDocumentIntelligence({ dir: await aFolder(), port: service.port })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
});

it("does not start on another version's data", async () => {
  const dir = await aFolder();
  const database = new DatabaseSync(join(dir, 'document-intelligence.sqlite'));
  database.exec('PRAGMA user_version = 9');
  database.close();

  await expect(aService({ dir })).rejects.toThrow('has schema 9');
});
