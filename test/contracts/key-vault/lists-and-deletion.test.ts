import { describe, expect, it } from 'vitest';
import { page, source } from '../page.ts';
import { target } from '../target.ts';
import { all, clientOf, failure, send } from './clients.ts';

const { keyVault: address, control } = await target(['--only=key-vault', '--control']);
const client = clientOf(address);
const names = Array.from({ length: 60 }, (_, index) => `many-${String(index).padStart(2, '0')}`);
for (const name of names) await client.setSecret(name, `value of ${name}`);

const advance = (days: number) =>
  fetch(`${control}/clock`, { method: 'POST', body: JSON.stringify({ advanceMs: days * 86_400_000 }) });

describe(
  source('Azure/azure-rest-api-specs/blob/main/specification/keyvault/data-plane/Secrets/stable/7.6/secrets.json'),
  () => {
    it('lists all secrets by name, each once, without values and versions', async () => {
      await client.setSecret('many-00', 'a second version');

      const listed = await all(client.listPropertiesOfSecrets());

      expect(listed.map(({ name }) => name)).toEqual(names);
      expect(listed.every((secret) => !('value' in secret) && secret.version === undefined)).toBe(true);
    });

    it('gives 25 to a page unless fewer are asked for', async () => {
      const sizes = async (maxPageSize?: number) =>
        (await all(client.listPropertiesOfSecrets().byPage(maxPageSize === undefined ? {} : { maxPageSize }))).map(
          ({ length }) => length,
        );

      expect([await sizes(), await sizes(20)]).toEqual([
        [25, 25, 10],
        [20, 20, 20],
      ]);
    });

    it.each(['0', '26', 'few'])('refuses pages of %s', async (maxresults) => {
      const { status, error } = await send(address, 'GET', `/secrets?api-version=7.4&maxresults=${maxresults}`);

      expect([status, error?.code]).toEqual([400, 'BadParameter']);
    });

    it('says on the last page that there is no other', async () => {
      const { body } = await send(address, 'GET', '/secrets/many-01/versions?api-version=7.4');

      expect(body).toMatchObject({ nextLink: null });
    });
  },
);

describe(page('key-vault/general/soft-delete-overview'), () => {
  it('keeps a deleted secret aside for 90 days, without its value', async () => {
    await client.setSecret('gone', 'value', { tags: { kept: 'yes' } });

    const poller = await client.beginDeleteSecret('gone');
    const deleted = await poller.pollUntilDone();

    const { deletedOn, scheduledPurgeDate, recoveryId } = deleted;
    expect(deleted).toMatchObject({ name: 'gone', value: undefined, properties: { tags: { kept: 'yes' } } });
    expect(recoveryId).toBe(`${address.url}/deletedsecrets/gone`);
    expect(((scheduledPurgeDate?.getTime() ?? 0) - (deletedOn?.getTime() ?? 0)) / 86_400_000).toBe(90);
    expect(await failure(client.getSecret('gone'))).toMatchObject({ status: 404, code: 'SecretNotFound' });
    expect((await all(client.listPropertiesOfSecrets())).map(({ name }) => name)).not.toContain('gone');
    expect((await all(client.listDeletedSecrets())).map(({ name }) => name)).toContain('gone');
  });

  it('does not let the name of a deleted secret be used', async () => {
    await client.setSecret('taken', 'value');
    await client.beginDeleteSecret('taken');

    expect(await failure(client.setSecret('taken', 'other'))).toMatchObject({
      status: 409,
      code: 'Conflict',
      inner: 'ObjectIsDeletedButRecoverable',
    });
  });

  it('brings a deleted secret back with all its versions', async () => {
    const first = await client.setSecret('back', 'one');
    await client.setSecret('back', 'two');
    await client.beginDeleteSecret('back');

    await (await client.beginRecoverDeletedSecret('back')).pollUntilDone();

    expect((await client.getSecret('back')).value).toBe('two');
    expect((await client.getSecret('back', { version: first.properties.version ?? '' })).value).toBe('one');
    expect(await failure(client.getDeletedSecret('back'))).toMatchObject({ status: 404, code: 'SecretNotFound' });
  });

  it('purges a deleted secret, whose name is free then', async () => {
    await client.setSecret('purged', 'old');
    await client.beginDeleteSecret('purged');

    await client.purgeDeletedSecret('purged');

    expect(await failure(client.getDeletedSecret('purged'))).toMatchObject({ status: 404 });
    await client.setSecret('purged', 'new');
    expect(await all(client.listPropertiesOfSecretVersions('purged'))).toHaveLength(1);
  });

  it('does not recover, purge or delete what is not there', async () => {
    const path = '/deletedsecrets/never';

    expect((await send(address, 'POST', `${path}/recover?api-version=7.4`)).error?.code).toBe('SecretNotFound');
    expect((await send(address, 'DELETE', `${path}?api-version=7.4`)).error?.code).toBe('SecretNotFound');
    expect((await send(address, 'DELETE', '/secrets/never?api-version=7.4')).error?.code).toBe('SecretNotFound');
  });

  it('purges a deleted secret by itself after 90 days', async () => {
    await client.setSecret('forgotten', 'value');
    await client.beginDeleteSecret('forgotten');

    await advance(89);
    const before = await client.getDeletedSecret('forgotten');
    await advance(2);

    expect(before.name).toBe('forgotten');
    expect(await failure(client.getDeletedSecret('forgotten'))).toMatchObject({ status: 404 });
  });
});

describe(page('key-vault/general/service-limits'), () => {
  it('says 429 and when to come again', async () => {
    const trouble = { kind: 'error', status: 429, retryAfterMs: 1_000 };
    const fault = { service: 'key-vault', operation: '^GET /secrets/many-05', trouble, times: 1 };
    await fetch(`${control}/faults`, { method: 'POST', body: JSON.stringify(fault) });

    const { status, headers } = await send(address, 'GET', '/secrets/many-05?api-version=7.4');

    expect([status, headers.get('retry-after')]).toEqual([429, '1']);
    expect((await client.getSecret('many-05')).value).toBe('value of many-05');
  });
});
