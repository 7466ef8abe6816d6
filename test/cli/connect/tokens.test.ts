import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startIssuer, type IssuerService } from '../../../src/local/issuer/issuer.ts';
import { operatorServer } from '../operator-server.ts';
import { docscore, temporaryFolder } from '../run-docscore.ts';

describe('tokens', () => {
  let issuer: IssuerService;
  beforeAll(async () => {
    issuer = await startIssuer({ port: 0 });
  });
  afterAll(() => issuer.stop());

  /** A folder in which a docscore runs, as far as its file says. */
  async function aRunning(change: object = {}) {
    const folder = await temporaryFolder();
    const { tokenUrl, scope, clients } = issuer.addresses;
    const running = { pid: process.pid, url: 'http://127.0.0.1:1', issuer: { tokenUrl, scope, clients }, ...change };
    await mkdir(join(folder.path, '.docscore'));
    await writeFile(join(folder.path, '.docscore/running.json'), JSON.stringify(running));
    return folder;
  }

  it.each([
    { args: [], role: 'operator' },
    { args: ['--role', 'release'], role: 'release' },
  ])('`docscore token $args` prints one for the role $role of the docscore that runs here', async ({ args, role }) => {
    await using folder = await aRunning();

    const { exitCode, stdout } = await docscore(['token', ...args], { cwd: folder.path });

    expect(exitCode).toBe(0);
    expect(decodeJwt(stdout.trim())).toMatchObject({ iss: issuer.addresses.issuer, roles: [role] });
  });

  it('come by themselves where a command needs one, and a command that needs none asks for none', async () => {
    await using server = await operatorServer([]);
    await using folder = await aRunning({ url: server.url, keys: { default: server.key } });

    // The played server knows one token only; that this one is refused shows that it was sent.
    expect(await docscore(['dead'], { cwd: folder.path })).toMatchObject({ exitCode: 1 });
    const given = await docscore(['dead'], { cwd: folder.path, env: { DOCSCORE_TOKEN: server.token } });
    expect(given.exitCode).toBe(0);
    await using without = await aRunning({ url: server.url, keys: { default: server.key }, issuer: undefined });
    expect((await docscore(['show', 'a.txt'], { cwd: without.path })).stderr).toContain('no document a.txt');
  });

  it('are asked for by name where nobody says from where: exit 2', async () => {
    expect(await docscore(['dead', '--url', 'http://127.0.0.1:1'])).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/role operator[^]*az login[^]*--scope/) as string,
    });
  });

  it('of a secret that the issuer does not know are refused with its words: exit 1', async () => {
    const { tokenUrl, scope } = issuer.addresses;
    await using folder = await aRunning({ issuer: { tokenUrl, scope, clients: { operator: 'guess' } } });

    expect(await docscore(['token'], { cwd: folder.path })).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('invalid_client') as string,
    });
  });

  it('come from the Azure CLI with --scope, which says what is missing', async () => {
    const { exitCode, stderr } = await docscore(
      ['token', '--url', 'https://docscore.test', '--scope', 'api://docscore/.default'],
      { env: { PATH: join(process.execPath, '..') } },
    );

    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('az login') as string]);
  });
});
