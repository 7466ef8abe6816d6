import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { documentServer, type DocumentServer } from '../document-server.ts';
import { aDetail } from '../documents.ts';
import { docscore, jsonLines, spawnDocscore, talk, temporaryFolder } from '../run-docscore.ts';

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
