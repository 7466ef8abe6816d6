import { describe, expect, it } from 'vitest';
import { page, source } from '../page.ts';
import { target } from '../target.ts';
import { all, clientOf, failure, send } from './clients.ts';

const { keyVault: address } = await target(['--only=key-vault']);
const client = clientOf(address);

const swagger = source(
  'Azure/azure-rest-api-specs/blob/main/specification/keyvault/data-plane/Secrets/stable/7.6/secrets.json',
);

describe(page('key-vault/general/authentication-requests-and-responses'), () => {
  it('challenges a request without a token, and the SDK learns from it for whom to get one', async () => {
    const response = await fetch(`${address.url}/secrets?api-version=7.4`);
    const asked: (string | string[] | undefined)[] = [];
    const tenantId = /authorization="https:\/\/[^/]+\/([0-9a-f-]{36})"/.exec(
      response.headers.get('www-authenticate') ?? '',
    )?.[1];

    await all(clientOf(address, { asked }).listPropertiesOfSecrets());

    expect([response.status, await response.json()]).toMatchObject([401, { error: { code: 'Unauthorized' } }]);
    expect(tenantId).toBeDefined();
    expect(asked).toEqual([['https://vault.azure.net/.default'], tenantId]);
  });

  it('does not take a token that is not its own', async () => {
    const stranger = clientOf({ ...address, token: 'another' });

    expect(await failure(stranger.getSecret('any'))).toMatchObject({ status: 401, code: 'Unauthorized' });
  });

  it('wants an api-version', async () => {
    const { status, error } = await send(address, 'GET', '/secrets');

    expect([status, error?.code]).toEqual([400, 'BadParameter']);
    expect(error?.message).toContain('api-version');
  });
});

describe(page('key-vault/secrets/about-secrets'), () => {
  it('gives back a secret with its content type, tags, dates and version', async () => {
    const properties = {
      contentType: 'text/plain',
      tags: { team: 'reading' },
      notBefore: new Date('2026-01-01T00:00:00Z'),
      expiresOn: new Date('2036-01-01T00:00:00Z'),
    };

    const set = await client.setSecret('full', 'value', properties);
    const got = await client.getSecret('full');

    expect(got).toEqual(set);
    expect(got).toMatchObject({ name: 'full', value: 'value', properties: { ...properties, enabled: true } });
    expect(got.properties.version).toMatch(/^[0-9a-f]{32}$/);
    expect(got.properties.id).toBe(`${address.url}/secrets/full/${got.properties.version ?? ''}`);
    expect(got.properties.createdOn).toEqual(got.properties.updatedOn);
  });

  it('gives out a secret that is not valid yet, and one that has expired', async () => {
    await client.setSecret('early', 'value', { notBefore: new Date('2037-01-01T00:00:00Z') });
    await client.setSecret('late', 'value', { expiresOn: new Date('2001-01-01T00:00:00Z') });

    expect([(await client.getSecret('early')).value, (await client.getSecret('late')).value]).toEqual([
      'value',
      'value',
    ]);
  });

  it('does not give out a disabled secret, until it is enabled again', async () => {
    const { properties } = await client.setSecret('off', 'value', { enabled: false });
    const refused = await failure(client.getSecret('off'));
    await client.updateSecretProperties('off', properties.version ?? '', { enabled: true });

    expect(refused).toMatchObject({ status: 403, code: 'Forbidden', inner: 'SecretDisabled' });
    expect(refused.message).toBe('Operation get is not allowed on a disabled secret.');
    expect((await client.getSecret('off')).value).toBe('value');
  });

  it.each([
    { bytes: 25 * 1024, status: 200 },
    { bytes: 25 * 1024 + 1, status: 400 },
  ])('answers $status to a value of $bytes bytes', async ({ bytes, status }) => {
    const { status: found } = await send(address, 'PUT', '/secrets/large?api-version=7.4', {
      value: 'x'.repeat(bytes),
    });

    expect(found).toBe(status);
  });

  it.each([
    { tags: 15, status: 200 },
    { tags: 16, status: 400 },
  ])('answers $status to $tags tags', async ({ tags: count, status }) => {
    const tags = Object.fromEntries(Array.from({ length: count }, (_, index) => [`tag${index}`, 'x']));

    expect((await send(address, 'PUT', '/secrets/tagged?api-version=7.4', { value: 'x', tags })).status).toBe(status);
  });
});

describe(page('key-vault/general/about-keys-secrets-certificates'), () => {
  it('makes a new version of each set, and keeps the old ones', async () => {
    const [first, second] = [await client.setSecret('versioned', 'one'), await client.setSecret('versioned', 'two')];

    expect((await client.getSecret('versioned')).value).toBe('two');
    const version = first.properties.version ?? '';
    expect(version).not.toBe(second.properties.version);
    expect((await client.getSecret('versioned', { version })).value).toBe('one');
  });

  it.each(['a', 'A-1', '0', 'x'.repeat(127)])('takes the name %s', async (name) => {
    expect((await client.setSecret(name, 'value')).name).toBe(name);
  });

  it.each(['under_score', 'dot.ted', 'sp ace', 'x'.repeat(128), 'ünlaut'])('refuses the name %s', async (name) => {
    const refused = await failure(client.setSecret(name, 'value'));

    expect(refused).toMatchObject({ status: 400, code: 'BadParameter' });
    expect(refused.message).toContain(name);
  });

  it('finds a name in any case', async () => {
    await client.setSecret('MixedCase', 'value');

    expect((await client.getSecret('mixedcase')).value).toBe('value');
  });
});

describe(page('key-vault/general/rest-error-codes'), () => {
  it('does not know a secret that was never set, or a version of it', async () => {
    expect(await failure(client.getSecret('absent'))).toMatchObject({ status: 404, code: 'SecretNotFound' });
    await client.setSecret('present', 'value');
    const refused = await failure(client.getSecret('present', { version: '0'.repeat(32) }));
    expect(refused).toMatchObject({ status: 404, code: 'SecretNotFound' });
    expect(refused.message).toContain(`present/${'0'.repeat(32)}`);
  });

  it('refuses a body without a value', async () => {
    const { status, error } = await send(address, 'PUT', '/secrets/bodyless?api-version=7.4', { tags: {} });

    expect([status, error?.code]).toEqual([400, 'BadParameter']);
    expect(error?.message).toContain('value');
  });
});

describe(swagger, () => {
  it('changes properties and nothing else', async () => {
    const { properties } = await client.setSecret('changing', 'value', { contentType: 'old', tags: { a: '1' } });

    const updated = await client.updateSecretProperties('changing', properties.version ?? '', { tags: { b: '2' } });

    expect(updated).toMatchObject({ tags: { b: '2' }, contentType: 'old', enabled: true });
    expect(await client.getSecret('changing')).toMatchObject({ value: 'value', properties: { tags: { b: '2' } } });
    expect(await failure(client.updateSecretProperties('changing', '0'.repeat(32), {}))).toMatchObject({ status: 404 });
  });

  it('changes the newest version when none is said', async () => {
    await client.setSecret('newest', 'one');
    await client.setSecret('newest', 'two');

    await client.updateSecretProperties('newest', '', { contentType: 'changed' });

    expect((await client.getSecret('newest')).properties.contentType).toBe('changed');
  });

  it('lists the versions of a secret, without their values', async () => {
    for (const value of ['one', 'two', 'three']) await client.setSecret('listed', value);

    const versions = await all(client.listPropertiesOfSecretVersions('listed'));

    expect(new Set(versions.map(({ version }) => version)).size).toBe(3);
    expect(versions.every((version) => !('value' in version))).toBe(true);
    expect(await failure(all(client.listPropertiesOfSecretVersions('absent')))).toMatchObject({ status: 404 });
  });
});
