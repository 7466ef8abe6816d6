import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DocumentServer } from '../document-server.ts';
import { documentServer } from '../document-server.ts';
import { aDetail } from '../documents.ts';
import { docscore, spawnDocscore, temporaryFolder } from '../run-docscore.ts';

/** Calls the command against the server as a person would: by URL and key. */
const talk = (server: DocumentServer, args: readonly string[], cwd?: string) =>
  docscore([...args, '--url', server.url], { env: { DOCSCORE_KEY: server.key }, ...(cwd !== undefined && { cwd }) });

const jsonLines = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('list', () => {
  it('prints a table without colours, and nothing that a name could do to a terminal', async () => {
    await using server = await documentServer();
    server.add(aDetail({ name: 'evil\u202egpj\u001b[2J.exe' }));
    server.add(aDetail({ name: 'empty.pdf', state: 'rejected' }));

    const { exitCode, stdout } = await talk(server, ['list']);

    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /evil\\u202egpj\\u001b\[2J\.exe +1 {2}✓ scored +document-type 1\.0\.0 +receipt +98\.7 % +1,234/,
    );
    expect(stdout).toMatch(/empty\.pdf +! rejected +The file is empty/);
    // eslint-disable-next-line no-control-regex -- their absence is the subject
    expect(stdout).not.toMatch(/[\u001b\u202e]/);
  });

  it('gives JSON lines, filtered by the server, over as many pages as needed', async () => {
    await using server = await documentServer();
    for (let index = 0; index < 130; index += 1) server.add(aDetail({ name: `a-${String(index)}.jpg` }));
    server.add(aDetail({ name: 'b.jpg' }));
    server.add(aDetail({ name: 'a-rejected.jpg', state: 'rejected' }));

    const { stdout } = await talk(server, [
      'list',
      '--name',
      'a-',
      '--state',
      'scored',
      '--limit',
      '120',
      '--output',
      'json',
    ]);

    const lines = jsonLines(stdout);
    expect(lines).toHaveLength(120);
    expect(lines.every(({ name, state }) => String(name).startsWith('a-') && state === 'scored')).toBe(true);
  });

  it('ends well when its reader has read enough', async () => {
    await using server = await documentServer();
    for (let index = 0; index < 2000; index += 1) server.add(aDetail({ name: `${'x'.repeat(200)}-${String(index)}` }));
    const { child, ended, outputs } = spawnDocscore([
      'list',
      '--limit',
      '2000',
      '-o',
      'json',
      '--url',
      server.url,
      '--key',
      server.key,
    ]);

    await outputs((text) => text.length > 0);
    child.stdout.destroy();

    expect(await ended).toMatchObject({ exitCode: 0, stderr: '' });
  });
});

describe('show', () => {
  it.each(['receipt.jpg', aDetail().documentId])('finds a document by %s', async (nameOrId) => {
    await using server = await documentServer();
    server.add(aDetail());

    const { exitCode, stdout } = await talk(server, ['show', nameOrId]);

    expect([exitCode, stdout.split('\n')[0]]).toEqual([0, 'receipt.jpg']);
  });

  it('gives everything as JSON on one line', async () => {
    await using server = await documentServer();
    server.add(aDetail());

    expect(jsonLines((await talk(server, ['show', 'receipt.jpg', '--output', 'json'])).stdout)).toEqual([aDetail()]);
  });

  it('fails and says so when there is no such document', async () => {
    await using server = await documentServer();

    expect(await talk(server, ['show', 'nowhere.jpg'])).toMatchObject({
      exitCode: 1,
      stdout: '',
      stderr: expect.stringContaining('nowhere.jpg') as string,
    });
  });
});

describe('upload', () => {
  it('sends the bytes under the last name and prints the answer', async () => {
    await using server = await documentServer();
    await using folder = await temporaryFolder();
    const bytes = Buffer.alloc(3_000_000, 'docscore');
    await writeFile(join(folder.path, 'a file #1.jpg'), bytes);

    const { exitCode, stdout } = await talk(server, ['upload', 'a file #1.jpg'], folder.path);

    expect(exitCode).toBe(0);
    expect(server.bodies.get('a file #1.jpg')?.equals(bytes)).toBe(true);
    expect(stdout).toMatch(/a file #1\.jpg +1 {2}✓ scored +document-type 1\.0\.0 +receipt/);
  });

  it('sends all of a folder and fails when one document is rejected or dead, with an answer for each', async () => {
    await using server = await documentServer();
    await using folder = await temporaryFolder();
    await mkdir(join(folder.path, 'in/deeper'), { recursive: true });
    for (const name of ['good.txt', 'deeper/rejected.txt', 'dead.txt', 'empty.txt'])
      await writeFile(join(folder.path, 'in', name), name === 'empty.txt' ? '' : 'x');

    const { exitCode, stdout } = await talk(server, ['upload', 'in', '--output', 'json'], folder.path);

    expect(exitCode).toBe(1);
    expect(Object.fromEntries(jsonLines(stdout).map(({ name, state }) => [name, state]))).toEqual({
      'good.txt': 'scored',
      'deeper/rejected.txt': 'rejected',
      'dead.txt': 'dead',
      'empty.txt': 'scored',
    });
  });

  it('only uploads when asked to, under the name asked for', async () => {
    await using server = await documentServer();
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, 'a.txt'), 'abc');

    const { exitCode, stdout } = await talk(
      server,
      ['upload', 'a.txt', '--name', '2026/ü/a.txt', '--no-wait', '-o', 'json'],
      folder.path,
    );

    expect(exitCode).toBe(0);
    expect(jsonLines(stdout)).toMatchObject([{ name: '2026/ü/a.txt', sizeBytes: 3 }]);
    expect(server.requests).toEqual(['PUT /api/documents/2026/%C3%BC/a.txt']);
  });

  it.each([
    { name: 'refused.txt', says: 'The name breaks a rule', next: 'Choose another name', size: 1 },
    { name: 'too-large.txt', says: 'A document has at most 50 MB', next: 'Split it', size: 20_000_000 },
  ])('fails with what the server says about $name', async ({ name, says, next, size }) => {
    await using server = await documentServer();
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, name), Buffer.alloc(size));

    const { exitCode, stdout } = await talk(server, ['upload', name], folder.path);

    expect(exitCode).toBe(1);
    expect(stdout).toContain(says);
    expect(stdout).toContain(next);
  });

  it.each([
    { what: 'a missing file', args: ['upload', 'nowhere.pdf'], says: 'nowhere.pdf' },
    {
      what: 'a name that a URL cannot carry',
      args: ['upload', 'a.txt', '--name', 'x/../y', '--no-wait'],
      says: 'x/../y',
    },
    {
      what: 'one name for two files',
      args: ['upload', 'a.txt', 'b.txt', '--name', 'c'],
      says: '--name is for one file',
    },
    { what: 'no file at all', args: ['upload'], says: 'missing required argument' },
  ])('takes $what for a mistake in usage', async ({ args, says }) => {
    await using server = await documentServer();
    await using folder = await temporaryFolder();
    for (const name of ['a.txt', 'b.txt']) await writeFile(join(folder.path, name), 'x');

    expect(await talk(server, args, folder.path)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining(says) as string,
    });
  });
});

describe('watch', () => {
  it.each([
    { name: 'receipt.jpg', exitCode: 0, shows: '✓ scored' },
    { name: 'dead.jpg', exitCode: 1, shows: '✗ dead' },
    { name: 'rejected.jpg', exitCode: 1, shows: '! rejected' },
  ])('follows $name to its end', async ({ name, exitCode, shows }) => {
    await using server = await documentServer();
    server.add(aDetail({ name, state: 'pending', stage: 'ocr' }));

    expect(await talk(server, ['watch', name])).toMatchObject({
      exitCode,
      stdout: expect.stringContaining(shows) as string,
    });
  });

  it('prints every change of any document until it is ended', async () => {
    await using server = await documentServer();
    server.add(aDetail({ name: 'old.jpg' }));
    const { child, ended, outputs } = spawnDocscore([
      'watch',
      '--output',
      'json',
      '--url',
      server.url,
      '--key',
      server.key,
    ]);
    server.add(aDetail({ name: 'old.jpg', run: 2, updatedAt: '2026-11-21T15:00:00.000Z' }));
    let run = 2;
    const next = setInterval(
      () => server.add(aDetail({ name: 'old.jpg', run: (run += 1), updatedAt: '2026-11-21T15:00:00.000Z' })),
      50,
    );

    await outputs((text) => text.trimEnd().split('\n').length >= 2 && text.endsWith('\n'));
    clearInterval(next);
    child.kill('SIGTERM');

    const [first, second] = jsonLines((await ended).stdout);
    expect(Number(second?.['run'])).toBeGreaterThan(Number(first?.['run']));
  });
});

describe('which system', () => {
  const running = (server: DocumentServer, pid: number) =>
    JSON.stringify({
      pid,
      url: server.url,
      keys: { master: 'm', default: server.key, systemEventGrid: 's' },
      ports: {},
    });

  it('is the one that runs in this folder or above it', async () => {
    await using server = await documentServer();
    await using folder = await temporaryFolder();
    await mkdir(join(folder.path, '.docscore'));
    await mkdir(join(folder.path, 'deep/er'), { recursive: true });
    await writeFile(join(folder.path, '.docscore/running.json'), running(server, process.pid));
    server.add(aDetail());

    const { exitCode, stdout } = await docscore(['list', '-o', 'json'], { cwd: join(folder.path, 'deep/er') });

    expect([exitCode, jsonLines(stdout).length]).toEqual([0, 1]);
  });

  it('is none when the process that wrote the file is gone: exit 3 says how to start one', async () => {
    await using server = await documentServer();
    await using folder = await temporaryFolder();
    const gone = spawnDocscore(['--version']);
    await gone.ended;
    await mkdir(join(folder.path, '.docscore'));
    await writeFile(join(folder.path, '.docscore/running.json'), running(server, gone.child.pid ?? 0));

    expect(await docscore(['list'], { cwd: folder.path })).toMatchObject({
      exitCode: 3,
      stdout: '',
      stderr: expect.stringContaining('npm start') as string,
    });
  });

  it.each(['list', 'show x', 'watch', 'watch x', 'upload a.txt', 'upload a.txt --no-wait'])(
    'exits 3 from `%s` when nobody listens at the URL',
    async (command) => {
      await using folder = await temporaryFolder();
      await writeFile(join(folder.path, 'a.txt'), 'x');
      const server = await documentServer();
      await server[Symbol.asyncDispose]();

      const { exitCode, stderr } = await talk(server, command.split(' '), folder.path);

      expect(exitCode).toBe(3);
      expect(stderr).toContain(server.url);
    },
  );

  it('fails with the way to a key when the key is missing', async () => {
    await using server = await documentServer();

    expect(await docscore(['list', '--url', server.url])).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('DOCSCORE_KEY') as string,
    });
  });

  it.each(['ftp://example', 'nonsense'])('takes --url %s for a mistake in usage', async (url) => {
    expect(await docscore(['list', '--url', url])).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining(url) as string,
    });
  });
});
