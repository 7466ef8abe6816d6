import { describe, expect, it } from 'vitest';
import { documentServer } from '../document-server.ts';
import { aDetail } from '../documents.ts';
import { jsonLines, spawnDocscore, talk } from '../run-docscore.ts';

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
