import { describe, expect, it } from 'vitest';
import { entra } from '../../../src/release/az/entra.ts';

const graph = 'https://graph.microsoft.com/v1.0';
const rest = (method: string, path: string, body?: unknown) => [
  ...['rest', '--method', method, '--url', `${graph}/${path}`],
  ...(body === undefined ? [] : ['--body', JSON.stringify(body)]),
];
const identity = ['--resource-group', 'rg', '--identity-name', 'deployer'];
const trust = ['--issuer', 'https://i', '--subject', 's', '--audiences', 'api://x'];

const anEntra = () => entra({ identities: ['rg/deployer', 'rg/other'] });

describe('identities', () => {
  it('have ids of their own that never change', async () => {
    const show = (name: string) => anEntra()(['identity', 'show', '--resource-group', 'rg', '--name', name]);

    const [one, again, other] = [await show('deployer'), await show('deployer'), await show('other')] as Identity[];

    expect(one).toEqual(again);
    expect(new Set([one?.clientId, one?.principalId, other?.clientId]).size).toBe(3);
    expect(one?.clientId).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/);
  });

  it('trust what they are told to, one credential for each name', async () => {
    const az = anEntra();
    const credential = ['identity', 'federated-credential'];
    await az([...credential, 'create', ...identity, '--name', 'devops', ...trust]);

    await az([...credential, 'update', ...identity, '--name', 'devops', ...trust.with(1, 'https://j')]);

    expect(await az([...credential, 'list', ...identity])).toEqual([
      { name: 'devops', issuer: 'https://j', subject: 's', audiences: ['api://x'] },
    ]);
    expect(await az([...credential, 'list', ...identity.with(3, 'other')])).toEqual([]);
  });
});

interface Identity {
  readonly clientId: string;
  readonly principalId: string;
}

describe('app registrations', () => {
  it('are made, found by their URI, and changed', async () => {
    const az = anEntra();
    const made = (await az(rest('POST', 'applications', { identifierUris: ['api://a'] }))) as { id: string };
    await az(rest('POST', 'applications', { identifierUris: ['api://b'] }));

    await az(rest('PATCH', `applications/${made.id}`, { displayName: 'A' }));

    const filter = encodeURIComponent("identifierUris/any(u:u eq 'api://a')");
    expect(await az(rest('GET', `applications?$filter=${filter}`))).toEqual({
      value: [{ ...made, displayName: 'A' }],
    });
  });

  it('and service principals are found by a field', async () => {
    const az = anEntra();
    await az(rest('POST', 'servicePrincipals', { appId: '1' }));

    expect(await az(rest('GET', "servicePrincipals?$filter=appId eq '2'"))).toEqual({ value: [] });
    expect(await az(rest('GET', "servicePrincipals?$filter=appId eq '1'"))).toMatchObject({ value: [{ appId: '1' }] });
  });
});

describe('what is not known', () => {
  it.each([
    [['identity', 'delete', '--name', 'x'], 'az identity delete: not known'],
    [['identity', 'show', '--resource-group', 'rg', '--name', 'nobody'], "The identity 'nobody'"],
    [['identity', 'show', '--name', 'deployer'], 'required: --resource-group'],
    [rest('GET', 'users'), 'is not known to the stand-in'],
    [['rest', '--method', 'GET', '--url', 'https://elsewhere.example/v1.0/applications'], 'is not known'],
    [rest('GET', 'applications?$filter=startswith(a,b)'), 'is not known'],
    [rest('PATCH', 'applications/none', {}), 'Request_ResourceNotFound'],
  ])('az %j is an error that names it', async (args, words) => {
    const az = anEntra();
    await az(rest('POST', 'applications', { displayName: 'one' }));

    await expect(Promise.resolve().then(() => az(args))).rejects.toThrow(words);
  });
});
