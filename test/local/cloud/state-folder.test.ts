import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readRunning, removeRunning, writeRunning } from '../../../src/local/cloud/running.ts';
import type { Running } from '../../../src/local/cloud/running.ts';
import { claimFolder, clearState } from '../../../src/local/cloud/state-folder.ts';

let parent: string;
let dir: string;
let server: Server;
let port: number;

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'docscore-state-'));
  dir = join(parent, '.docscore');
  server = createServer((socket) => socket.end()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  ({ port } = server.address() as AddressInfo);
});
afterEach(async () => {
  server.close();
  await rm(parent, { recursive: true });
});

const aRunning = (parts: Partial<Running> = {}): Running => ({
  pid: process.pid,
  startedAt: '2026-01-05T07:00:00.000Z',
  url: `http://127.0.0.1:${port}`,
  ports: { functions: port },
  connectionStrings: { Storage: 's', Cosmos: 'c', Events: 'e' },
  keys: { master: 'm', default: 'd', systemEventGrid: 'g' },
  ...parts,
});

describe('claimFolder', () => {
  it('gives a folder to one claimant and names who has it', async () => {
    const release = await claimFolder(dir);
    await expect(claimFolder(dir)).rejects.toMatchObject({ code: 'already-running', pid: undefined });
    await writeRunning(dir, aRunning());

    await expect(claimFolder(dir)).rejects.toMatchObject({
      code: 'already-running',
      pid: process.pid,
      url: `http://127.0.0.1:${port}`,
      message: expect.stringContaining(`process ${process.pid} at http://127.0.0.1:${port}`) as string,
    });
    release();
    (await claimFolder(dir))();
  });

  it('takes the folder of a process that was killed', async () => {
    const child = fork(join(import.meta.dirname, 'claim-process.ts'), [dir]);
    await once(child, 'message');
    await expect(claimFolder(dir)).rejects.toMatchObject({ code: 'already-running' });
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;

    (await claimFolder(dir))();
  });
});

describe('readRunning', () => {
  it('gives what runs, and nothing after it was removed', async () => {
    await mkdir(dir);
    await writeRunning(dir, aRunning());
    expect(await readRunning(dir)).toEqual(aRunning());
    expect(await readdir(dir)).toEqual(['running.json']);

    await removeRunning(dir);
    expect(await readRunning(dir)).toBeUndefined();
  });

  it('takes a process that is gone for nothing', async () => {
    await mkdir(dir);
    const child = fork(join(import.meta.dirname, 'claim-process.ts'), [dir]);
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
    await writeRunning(dir, aRunning({ pid: child.pid ?? 0 }));

    expect(await readRunning(dir)).toBeUndefined();
  });

  it('takes a process of the same number that does not answer for nothing', async () => {
    await mkdir(dir);
    await writeRunning(dir, aRunning());
    const closed = once(server, 'close');
    server.close();
    await closed;

    expect(await readRunning(dir)).toBeUndefined();
  });

  it('takes a torn file for nothing', async () => {
    await mkdir(dir);
    await writeFile(join(dir, 'running.json'), '{"pid": 1');

    expect(await readRunning(dir)).toBeUndefined();
  });
});

describe('clearState', () => {
  it('empties the folder and touches nothing that it links to', async () => {
    await mkdir(join(dir, 'logs'), { recursive: true });
    (await claimFolder(dir))();
    await mkdir(join(dir, 'azurite'));
    await writeFile(join(dir, 'azurite', 'blob'), 'x');
    await writeFile(join(parent, 'precious'), 'x');
    await symlink(parent, join(dir, 'link'));

    await clearState(dir);

    expect(await readdir(dir)).not.toContain('azurite');
    expect(await readdir(dir)).not.toContain('logs');
    expect(await readdir(dir)).not.toContain('link');
    expect(await readdir(parent)).toContain('precious');
    (await claimFolder(dir))();
  });

  it('is content with a folder that is not there', async () => {
    await clearState(dir);
  });

  it('refuses while something runs there', async () => {
    const release = await claimFolder(dir);
    await mkdir(join(dir, 'azurite'));

    await expect(clearState(dir)).rejects.toMatchObject({ code: 'already-running' });
    expect(await readdir(dir)).toContain('azurite');
    release();
  });

  it.each(['before', 'after'] as const)("refuses somebody's folder, %s a start in it", async (when) => {
    await mkdir(dir);
    await writeFile(join(dir, 'thesis.tex'), 'x');
    if (when === 'after') (await claimFolder(dir))();

    await expect(clearState(dir)).rejects.toMatchObject({ code: 'not-ours' });
    expect(await readdir(dir)).toContain('thesis.tex');
  });

  it('refuses a link to a folder', async () => {
    (await claimFolder(join(parent, 'other')))();
    await symlink(join(parent, 'other'), dir);

    await expect(clearState(dir)).rejects.toMatchObject({ code: 'not-ours' });
  });
});
