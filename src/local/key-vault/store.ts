import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { openDatabase } from './database.ts';
import { deletedSecretNotFound, nameIsDeleted, secretNotFound } from './errors.ts';
import { newVersion, updatedVersion, type SecretVersion, type SetSecret, type UpdateSecret } from './secret.ts';
import { statements } from './statements.ts';

/** How long a deleted secret can be recovered; a vault's default. Source: learn.microsoft.com/azure/key-vault/general/soft-delete-overview */
export const RECOVERABLE_DAYS = 90;

/** A deleted secret, shown by its last version. Times are seconds since 1970. */
export interface DeletedSecret {
  readonly secret: SecretVersion;
  readonly deletedDate: number;
  readonly scheduledPurgeDate: number;
}

/** A part of a list; `after` is where the next part goes on. */
export interface Part<T> {
  readonly items: readonly T[];
  readonly after: string | undefined;
}

export interface Paging {
  readonly after: string;
  readonly limit: number;
}

/** The vault's secrets. Every change is on the disk when its call returns. */
export interface SecretStore {
  /** @throws KeyVaultError 409 when the name is a deleted secret's. */
  set(name: string, body: SetSecret): SecretVersion;
  /** @param version '': the newest. @throws KeyVaultError 404 */
  get(name: string, version: string): SecretVersion;
  /** @throws KeyVaultError 404 */
  update(name: string, version: string, body: UpdateSecret): SecretVersion;
  /** @throws KeyVaultError 404 */
  delete(name: string): DeletedSecret;
  list(paging: Paging): Part<SecretVersion>;
  /** @throws KeyVaultError 404 */
  versions(name: string, paging: Paging): Part<SecretVersion>;
  /** @throws KeyVaultError 404 */
  deleted(name: string): DeletedSecret;
  listDeleted(paging: Paging): Part<DeletedSecret>;
  /** @throws KeyVaultError 404 */
  recover(name: string): SecretVersion;
  /** @throws KeyVaultError 404 */
  purge(name: string): void;
  /** Purges what was deleted too long ago. */
  purgeDue(): void;
  close(): void;
}

/** @param nowMs Ms since 1970. */
export function openStore(dir: string, nowMs: () => number): SecretStore {
  const database = openDatabase(dir);
  const sql = statements(database);
  const now = () => Math.floor(nowMs() / 1000);
  const state = (name: string) => sql.state.get(name) as { deleted: number | null; purge: number | null } | undefined;
  const isThere = (name: string) => state(name)?.deleted === null;
  const newest = (name: string) => versionOf(sql.newest.get(name));
  const write = (secret: SecretVersion) => sql.write.run(secret.version, JSON.stringify(secret));
  const drop = (name: string) =>
    transaction(database, () => {
      sql.dropVersions.run(name);
      sql.drop.run(name);
    });
  const find = (name: string, version: string) => {
    const row = version === '' ? sql.newest.get(name) : sql.version.get(name, version);
    if (!isThere(name) || !row) throw secretNotFound(version === '' ? name : `${name}/${version}`);
    return versionOf(row);
  };
  const findDeleted = (name: string): DeletedSecret => {
    const { deleted, purge } = state(name) ?? {};
    if (typeof deleted !== 'number' || typeof purge !== 'number') throw deletedSecretNotFound(name);
    return { secret: newest(name), deletedDate: deleted, scheduledPurgeDate: purge };
  };
  return {
    set(name, body) {
      const known = state(name);
      if (known && known.deleted !== null) throw nameIsDeleted(name);
      const secret = newVersion(known ? newest(name).name : name, randomBytes(16).toString('hex'), body, now());
      transaction(database, () => {
        sql.addSecret.run(secret.name);
        sql.addVersion.run(secret.name, secret.version, JSON.stringify(secret));
      });
      return secret;
    },
    get: find,
    update(name, version, body) {
      const secret = updatedVersion(find(name, version), body, now());
      write(secret);
      return secret;
    },
    delete(name) {
      find(name, '');
      sql.mark.run(now(), now() + RECOVERABLE_DAYS * 86_400, name);
      return findDeleted(name);
    },
    list: ({ after, limit }) => part(sql.names.all(after, limit + 1), limit, newest),
    versions(name, { after, limit }) {
      find(name, '');
      return part(sql.versions.all(name, after, limit + 1), limit, (version) => find(name, version));
    },
    deleted: findDeleted,
    listDeleted: ({ after, limit }) => part(sql.deletedNames.all(after, limit + 1), limit, findDeleted),
    recover(name) {
      findDeleted(name);
      sql.mark.run(null, null, name);
      return newest(name);
    },
    purge(name) {
      findDeleted(name);
      drop(name);
    },
    purgeDue() {
      for (const { name } of sql.overdue.all(now()) as { name: string }[]) drop(name);
    },
    close: () => database.close(),
  };
}

/** One row more than was asked for says that there is a next part. */
function part<T>(rows: readonly unknown[], limit: number, itemOf: (key: string) => T): Part<T> {
  const keys = rows.map((row) => (row as { key: string }).key);
  const shown = keys.slice(0, limit);
  return { items: shown.map(itemOf), after: keys.length > limit ? shown.at(-1) : undefined };
}

const versionOf = (row: unknown) => JSON.parse((row as { body: string }).body) as SecretVersion;

function transaction(database: DatabaseSync, act: () => void): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    act();
    database.exec('COMMIT');
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}
