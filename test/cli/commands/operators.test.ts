import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Cli } from '../../../src/cli/cli.ts';
import { confirm } from '../../../src/cli/screen/confirm.ts';
import { documentServer } from '../document-server.ts';
import { aDetail } from '../documents.ts';
import { memoryScreen } from '../memory-screen.ts';
import { aDead, operatorServer } from '../operator-server.ts';
import { jsonLines, talk } from '../run-docscore.ts';

const scored = aDetail({ name: 'receipt.jpg' });
const running = aDetail({ name: 'large.pdf', state: 'running' });

describe('reprocess, cancel, replay and delete', () => {
  it.each([
    {
      args: ['reprocess', 'receipt.jpg'],
      asked: `POST /api/documents/${scored.documentId}/reprocess`,
      says: 'pending',
    },
    {
      args: ['reprocess', scored.documentId],
      asked: `POST /api/documents/${scored.documentId}/reprocess`,
      says: 'run 2',
    },
    { args: ['cancel', 'large.pdf'], asked: `POST /api/documents/${running.documentId}/cancel`, says: 'cancelled' },
    {
      args: ['replay', 'bad.pdf'],
      asked: `POST /api/documents/${aDead('bad.pdf').documentId}/replay`,
      says: 'pending',
    },
    { args: ['delete', 'receipt.jpg', '-y'], asked: `DELETE /api/documents/${scored.documentId}`, says: 'deleted' },
  ])('`docscore $args` asks for it and says what became of the document', async ({ args, asked, says }) => {
    await using server = await operatorServer([scored, running, aDead('bad.pdf')]);

    const { exitCode, stdout } = await talk(server, args);

    expect([exitCode, stdout]).toEqual([0, expect.stringContaining(says)]);
    expect(server.requests.at(-1)).toBe(asked);
  });

  it('do what they can when one document is refused or not there, and exit with 1', async () => {
    await using server = await operatorServer([scored, running]);

    const names = ['large.pdf', 'nowhere.pdf', 'receipt.jpg'];
    const { exitCode, stdout, stderr } = await talk(server, ['reprocess', ...names, '-o', 'json']);

    expect(exitCode).toBe(1);
    expect(jsonLines(stdout)).toMatchObject([{ name: 'receipt.jpg', run: 2, state: 'pending' }]);
    expect(stderr).toMatch(/nowhere\.pdf[^]*the document is running/);
  });

  it('a document that is deleted already is deleted', async () => {
    await using server = await operatorServer([aDetail({ name: 'gone.pdf', state: 'deleted' })]);

    expect(await talk(server, ['delete', 'gone.pdf', '--yes'])).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('deleted') as string,
    });
  });

  it('nothing is deleted where nobody can be asked', async () => {
    await using server = await operatorServer([scored]);

    expect(await talk(server, ['delete', 'receipt.jpg'])).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('--yes') as string,
    });
    expect(server.requests).toEqual([]);
  });
});

describe('dead', () => {
  it('prints what documents died of, with names that do nothing to a terminal', async () => {
    await using server = await operatorServer([]);

    const { exitCode, stdout } = await talk(server, ['dead']);

    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /3 {2}3f2a90b1c4d5 {2}ocr +crashed +2026-11-21 14:05:00 {2}2026-11-21 15:05:00 {2}The worker/,
    );
    expect(stdout).toContain('bad\\u202e.pdf');
  });

  it('gives all of it as JSON, and the documents of one cause', async () => {
    await using server = await operatorServer([]);

    const all = await talk(server, ['dead', '-o', 'json']);
    const some = await talk(server, ['dead', '--cause', '3f2a90b1c4d5', '-o', 'json']);

    expect(jsonLines(all.stdout)).toMatchObject([{ total: 3, causes: [{ count: 3 }] }]);
    expect(jsonLines(some.stdout)).toMatchObject([{ name: 'bad.pdf', state: 'dead' }]);
    expect(server.requests.at(-1)).toBe('GET /api/dead?cause=3f2a90b1c4d5&limit=200');
  });
});

it('replay of a cause goes on until all that died before it began are replayed', async () => {
  await using server = await operatorServer([]);

  const { exitCode, stdout } = await talk(server, ['replay', '--cause', '3f2a90b1c4d5']);

  expect([exitCode, stdout]).toEqual([0, '201 documents replayed\n']);
  expect(server.sent.map((body) => JSON.parse(body) as unknown)).toEqual([
    { cause: '3f2a90b1c4d5' },
    { cause: '3f2a90b1c4d5', before: '2026-11-21T15:00:00.000Z' },
  ]);
});

it('backfill looks at every page', async () => {
  await using server = await operatorServer([]);

  expect(await talk(server, ['backfill'])).toMatchObject({
    exitCode: 0,
    stdout: '205 blobs looked at, 4 registered\n',
  });
  expect(server.requests).toEqual(['POST /api/backfill', 'POST /api/backfill?next=page-2']);
});

it('says so when the address is none of a docscore that knows operators', async () => {
  await using server = await documentServer();

  expect(await talk(server, ['dead'])).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('dead') as string,
  });
});

describe('the question before a deletion', () => {
  it.each([
    { answer: 'y\n', isMeant: true },
    { answer: 'Yes\n', isMeant: true },
    { answer: '\n', isMeant: false },
    { answer: 'no\n', isMeant: false },
    { answer: '', isMeant: false },
  ])('$answer means $isMeant', async ({ answer, isMeant }) => {
    const [input, err] = [new PassThrough(), memoryScreen()];
    input.end(answer);

    expect(await confirm({ input: input as unknown as Cli['input'], err }, 'Delete 2 documents?')).toBe(isMeant);
    expect(err.written()).toContain('Delete 2 documents? [y/N] ');
  });
});
