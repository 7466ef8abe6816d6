import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startKeyVault } from '../../../src/local/key-vault/key-vault.ts';
import { killUnderLoad } from '../killed-server.ts';
import { aFolder, aVault, clientOf } from './a-vault.ts';

const LIVES = 20;

it('has each acknowledged secret, whole, after twenty kills with -9 under load', { timeout: 120_000 }, async () => {
  const dir = await aFolder();
  const acknowledged = new Map<string, { version: string; value: string }[]>();
  await killUnderLoad(new URL('./server-process.ts', import.meta.url), { dir, lives: LIVES }, async (writer) => {
    const client = clientOf(writer.address);
    const name = `secret-${writer.number}`;
    for (let count = 0; ; count++) {
      const value = `${writer.life}.${count} `.repeat(500);
      const { properties } = await client.setSecret(name, value, { tags: { count: String(count) } });
      acknowledged.set(name, [...(acknowledged.get(name) ?? []), { version: properties.version ?? '', value }]);
      writer.acknowledged();
    }
  });
  const { client } = await aVault({ dir });

  const lost: string[] = [];
  for (const [name, versions] of acknowledged) {
    for (const { version, value } of versions) {
      const found = await client.getSecret(name, { version });
      if (found.value !== value || !found.properties.tags?.['count']) lost.push(`${name}/${version}`);
    }
  }
  expect(lost).toEqual([]);
  expect([...acknowledged.values()].flat().length).toBeGreaterThanOrEqual(LIVES * 5);
});

it('comes back on the same port with all secrets', async () => {
  const { service, client } = await aVault();
  await client.setSecret('kept', 'value');

  await service.stop();
  await service.start();

  expect((await client.getSecret('kept')).value).toBe('value');
});

it('says which port is taken', async () => {
  const { service } = await aVault();

  await expect(startKeyVault({ dir: await aFolder(), port: service.port })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
});

it('sets described secrets at each start, as new versions only where they changed', async () => {
  const { dir, service } = await aVault({ secrets: { same: 'one', other: 'one' } });
  await service.stop();

  const { client } = await aVault({ dir, secrets: { same: 'one', other: 'two' } });

  const versions = async (name: string) => {
    let count = 0;
    for await (const page of client.listPropertiesOfSecretVersions(name).byPage()) count += page.length;
    return count;
  };
  expect([(await client.getSecret('same')).value, await versions('same')]).toEqual(['one', 1]);
  expect([(await client.getSecret('other')).value, await versions('other')]).toEqual(['two', 2]);
});

it('brings a described secret back that was deleted or disabled', async () => {
  const secrets = { deleted: 'value', disabled: 'value' };
  const { client, service } = await aVault({ secrets });
  await client.beginDeleteSecret('deleted');
  await client.updateSecretProperties('disabled', '', { enabled: false });
  await service.stop();

  await service.start();

  expect((await client.getSecret('deleted')).value).toBe('value');
  expect((await client.getSecret('disabled')).value).toBe('value');
});

it('does not start with a described name that no secret can have', async () => {
  await expect(aVault({ secrets: { under_score: 'x' } })).rejects.toThrow('under_score');
});

it("does not start on another version's data", async () => {
  const dir = await aFolder();
  const database = new DatabaseSync(join(dir, 'key-vault.sqlite'));
  database.exec('PRAGMA user_version = 9');
  database.close();

  await expect(aVault({ dir })).rejects.toThrow('has schema 9');
});
