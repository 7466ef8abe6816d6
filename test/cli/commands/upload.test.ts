import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { documentServer } from '../document-server.ts';
import { jsonLines, talk, temporaryFolder } from '../run-docscore.ts';

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
