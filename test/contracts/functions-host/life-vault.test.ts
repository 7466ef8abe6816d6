import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SecretClient } from '@azure/keyvault-secrets';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { page } from '../page.ts';
import { startLocal } from '../target.ts';

const app = join(import.meta.dirname, 'app-life');

const folder = await mkdtemp(join(tmpdir(), 'vault-resources-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
const resources = join(folder, 'resources.json');
await writeFile(resources, JSON.stringify({ secrets: { password: 'first' } }));

const setting = async ({ addresses }: { addresses: { functions: { url: string } } }, name: string) =>
  (await fetch(`${addresses.functions.url}/api/setting/${name}`)).text();

function start(settings: Record<string, string>, ...args: string[]) {
  const all = Object.entries({ WITNESS: 'http://127.0.0.1:1', ...settings });
  return startLocal([
    '--only=key-vault,functions',
    `--app=${app}`,
    `--resources=${resources}`,
    ...all.map(([name, value]) => `--setting=${name}=${value}`),
    ...args,
  ]);
}

describe(page('app-service/app-service-key-vault-references'), () => {
  it('gives the app the secrets that its settings refer to: the newest, or the version that is named', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'vault-'));
    onTestFinished(() => rm(dir, { recursive: true, force: true }));
    const old = await rotate(dir);

    const host = await start(
      {
        BY_URI: '@Microsoft.KeyVault(SecretUri=https://any.vault.azure.net/secrets/rotated/)',
        BY_NAME: '@Microsoft.KeyVault(VaultName=any;SecretName=rotated)',
        OLD: `@Microsoft.KeyVault(VaultName=any;SecretName=rotated;SecretVersion=${old})`,
        OLD_BY_URI: `@Microsoft.KeyVault(SecretUri=https://any.vault.azure.net/secrets/rotated/${old})`,
        PLAIN: 'as it is',
      },
      `--dir=${dir}`,
    );
    onTestFinished(() => host.end());

    expect(await setting(host, 'BY_URI')).toBe('new');
    expect(await setting(host, 'BY_NAME')).toBe('new');
    expect(await setting(host, 'OLD')).toBe('old');
    expect(await setting(host, 'OLD_BY_URI')).toBe('old');
    expect(await setting(host, 'PLAIN')).toBe('as it is');
  });

  it('does not start with references that cannot be resolved, and names each setting with the reason', async () => {
    const starting = start({
      LOST: '@Microsoft.KeyVault(SecretUri=https://any.vault.azure.net/secrets/nothing)',
      BROKEN: '@Microsoft.KeyVault(SecretName=password)',
    });

    await expect(starting).rejects.toThrow(/LOST: .*nothing[^]*BROKEN: .*VaultName/);
  });
});

/** Leaves a secret with two versions in the vault of this folder. @returns the older one. */
async function rotate(dir: string): Promise<string> {
  const { addresses, end } = await startLocal(['--only=key-vault', `--dir=${dir}`, `--resources=${resources}`]);
  const { url, token } = addresses.keyVault;
  const credential = { getToken: () => Promise.resolve({ token, expiresOnTimestamp: Date.now() + 60_000 }) };
  const options = { allowInsecureConnection: true, disableChallengeResourceVerification: true };
  const vault = new SecretClient(url, credential, options);
  const old = await vault.setSecret('rotated', 'old');
  await vault.setSecret('rotated', 'new');
  await end();
  return old.properties.version ?? '';
}
