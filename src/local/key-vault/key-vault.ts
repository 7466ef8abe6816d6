import { type Clock, systemClock } from '../clock.ts';
import type { Faults } from '../faults/faults.ts';
import { startHttpService } from '../http-service.ts';
import type { LocalService } from '../service.ts';
import { KeyVaultError } from './errors.ts';
import { listener } from './http.ts';
import { checkedName } from './secret.ts';
import { openStore, type SecretStore } from './store.ts';

/** What a client sends as its bearer token if nothing else was said: no identity is checked locally. */
const localToken = 'docscore-local-key-vault';

export interface KeyVaultOptions {
  /** Where the secrets are kept, readable; made if absent. */
  readonly dir: string;
  /** 0: a free one. */
  readonly port: number;
  /** Set at each start, where the newest version is another. */
  readonly secrets?: Readonly<Record<string, string>> | undefined;
  /** The one bearer token that opens the vault. */
  readonly token?: string | undefined;
  readonly faults?: Faults | undefined;
  /** Dates of secrets go by it, and the day on which a deleted one is purged. */
  readonly clock?: Clock | undefined;
}

export interface KeyVaultService extends LocalService {
  /** Clients need `allowInsecureConnection` and `disableChallengeResourceVerification`. */
  readonly url: string;
  readonly token: string;
}

/**
 * A Key Vault that holds secrets, for the official SDK: get, set, list, versions, update, delete, recover, purge.
 *
 * How to read it: `http.ts` the wire · `auth.ts` the challenge · `request.ts`, `api-version.ts` · `routes.ts` who answers what ·
 * `secret.ts` what a secret may be · `bundles.ts`, `paging.ts` how it is shown · `store.ts`, `statements.ts`, `database.ts` what is kept.
 *
 * @throws Error if the port is taken, the data is of another version, or a name in `secrets` is none.
 */
export async function startKeyVault(options: KeyVaultOptions): Promise<KeyVaultService> {
  const { dir, port, secrets = {}, token = localToken, faults, clock = systemClock } = options;
  const open = () => {
    const store = openStore(dir, () => clock.now());
    try {
      for (const [name, value] of Object.entries(secrets)) ensure(store, checkedName(name), value);
    } catch (error) {
      store.close();
      throw error;
    }
    return { listener: listener(store, token), close: () => store.close() };
  };
  const service = await startHttpService({ name: 'key-vault', port, faults, open });
  return { ...service, url: `http://127.0.0.1:${service.port}`, token };
}

/** A described secret is there, enabled, with its value, whatever became of it. */
function ensure(store: SecretStore, name: string, value: string): void {
  const deleted = orAbsent(() => store.deleted(name));
  if (deleted) store.recover(name);
  const found = orAbsent(() => store.get(name, ''));
  if (found?.value !== value || !found.enabled) store.set(name, { value });
}

/** @returns undefined where the vault would say 404. */
function orAbsent<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch (error) {
    if (error instanceof KeyVaultError && error.status === 404) return undefined;
    throw error;
  }
}
