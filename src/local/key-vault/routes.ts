import { deletedBundle, deletedItem, secretBundle, secretItem, versionItem } from './bundles.ts';
import { KeyVaultError, secretDisabled, unsupported } from './errors.ts';
import { pageOf, pagingOf } from './paging.ts';
import type { VaultRequest } from './request.ts';
import { SetSecret, UpdateSecret, checkedName, parsed } from './secret.ts';
import type { SecretStore } from './store.ts';

/** No body: 204. */
export type Answer = object | undefined;

/** Who answers what. Source: learn.microsoft.com/rest/api/keyvault/secrets/operation-groups. @throws KeyVaultError */
export function route(store: SecretStore, request: VaultRequest): Answer {
  const [room = '', ...rest] = request.segments;
  if (room === 'secrets') return secrets(store, request, rest);
  if (room === 'deletedsecrets') return deletedSecrets(store, request, rest);
  if (elsewhere.test(room)) throw unsupported(`/${room}`);
  throw new KeyVaultError(404, 'NotFound', `There is nothing at /${request.segments.join('/')}`);
}

/** What a vault holds besides secrets. */
const elsewhere = /^(deleted)?(keys|certificates|storage)$|^(keyvault|rng|settings|backup|restore|security|sas)$/;

function secrets(store: SecretStore, request: VaultRequest, [name, version = '', ...rest]: string[]): Answer {
  const { method, vault, body, query } = request;
  if (name === undefined) {
    if (method !== 'GET') throw notAllowed(request);
    return pageOf(request, store.list(pagingOf(request)), (secret) => secretItem(vault, secret));
  }
  if (method === 'POST' && (version === 'backup' || name === 'restore')) throw unsupported('Backup and restore');
  checkedName(name);
  if (rest.length > 0) throw notAllowed(request);
  switch (method) {
    case 'GET':
      if (version === 'versions') {
        return pageOf(request, store.versions(name, pagingOf(request)), (secret) => versionItem(vault, secret));
      }
      if (query.has('outContentType')) throw unsupported('outContentType');
      return get(store, request, name, version);
    case 'PUT':
      if (version !== '') throw notAllowed(request);
      return secretBundle(vault, store.set(name, parsed(SetSecret, body)));
    case 'PATCH':
      return versionItem(vault, store.update(name, version, parsed(UpdateSecret, body)));
    case 'DELETE':
      if (version !== '') throw notAllowed(request);
      return deletedBundle(vault, store.delete(name));
    default:
      throw notAllowed(request);
  }
}

/** Its dates do not matter: "A secret's get operation will work for not-yet-valid and expired secrets" (about-secrets). */
function get(store: SecretStore, { vault }: VaultRequest, name: string, version: string): Answer {
  const secret = store.get(name, version);
  if (!secret.enabled) throw secretDisabled();
  return secretBundle(vault, secret);
}

function deletedSecrets(store: SecretStore, request: VaultRequest, [name, verb, ...rest]: string[]): Answer {
  const { method, vault } = request;
  if (name === undefined) {
    if (method !== 'GET') throw notAllowed(request);
    return pageOf(request, store.listDeleted(pagingOf(request)), (deleted) => deletedItem(vault, deleted));
  }
  checkedName(name);
  if (method === 'POST' && verb === 'recover' && rest.length === 0) return versionItem(vault, store.recover(name));
  if (verb !== undefined) throw notAllowed(request);
  if (method === 'GET') return deletedBundle(vault, store.deleted(name));
  if (method !== 'DELETE') throw notAllowed(request);
  store.purge(name);
  return undefined;
}

const notAllowed = ({ method, segments }: VaultRequest) =>
  new KeyVaultError(405, 'MethodNotAllowed', `${method} is not allowed on /${segments.join('/')}`);
