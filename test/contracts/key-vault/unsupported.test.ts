import { describe, expect, it } from 'vitest';
import { source } from '../page.ts';
import { target } from '../target.ts';
import { clientOf, failure, send } from './clients.ts';

const { keyVault: address } = await target(['--only=key-vault']);

/** What the service has and this server has not: an error that names it. */
describe(source('docscore/docs/local-cloud.md'), () => {
  it.each([
    { method: 'GET', path: '/keys?api-version=7.4', names: '/keys' },
    { method: 'POST', path: '/keys/mine/create?api-version=7.4', names: '/keys' },
    { method: 'GET', path: '/deletedkeys?api-version=7.4', names: '/deletedkeys' },
    { method: 'GET', path: '/certificates/mine?api-version=7.4', names: '/certificates' },
    { method: 'GET', path: '/storage?api-version=7.4', names: '/storage' },
    { method: 'GET', path: '/secrets/mine?api-version=2016-10-01', names: 'api-version 2016-10-01' },
    { method: 'GET', path: '/secrets/mine?api-version=7.4&outContentType=PEM', names: 'outContentType' },
    { method: 'POST', path: '/secrets/restore?api-version=7.4', names: 'Backup and restore' },
  ])('refuses $names', async ({ method, path, names }) => {
    const { status, error } = await send(address, method, path);

    expect([status, error?.code]).toEqual([400, 'NotSupported']);
    expect(error?.message).toContain(names);
  });

  it('refuses a backup', async () => {
    const refused = await failure(clientOf(address).backupSecret('mine'));

    expect([refused.status, refused.message]).toEqual([400, expect.stringContaining('Backup')]);
  });

  it('names a property that it does not know', async () => {
    const { status, error } = await send(address, 'PUT', '/secrets/mine?api-version=7.4', { value: 'x', lifetime: 1 });

    expect([status, error?.message]).toEqual([400, expect.stringContaining('lifetime')]);
  });
});
