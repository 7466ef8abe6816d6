import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { type ContainerSettings, checkedId, containerSettings } from './container-settings.ts';
import { badRequest, conflict, notFound } from './errors.ts';
import { type Json, type JsonObject, asText, canonical } from './query/values.ts';
import { containerRid, databaseRid } from './resource-id.ts';

/** A container, as requests use it. `path`: `dbs/<database>/colls/<container>`, which the SDK files session tokens under. */
export interface Container extends ContainerSettings {
  readonly number: number;
  readonly database: string;
  readonly rid: string;
  readonly path: string;
  /** How many physical partitions it has. */
  readonly ranges: number;
  /** The resource as clients read it. */
  readonly resource: JsonObject;
}

/** Databases and containers. All are kept in memory; `reload` reads them again from the file. */
export type Catalog = ReturnType<typeof openCatalog>;

/** Writes must run inside a transaction of the caller. */
export function openCatalog(database: DatabaseSync, nowMs: () => number) {
  const insertDatabase = database.prepare('INSERT INTO databases (id, body) VALUES (?, ?) RETURNING number');
  const setDatabase = database.prepare('UPDATE databases SET body = ? WHERE id = ?');
  const insertContainer = database.prepare(
    'INSERT INTO containers (database, id, body) VALUES (?, ?, ?) RETURNING number',
  );
  const setContainer = database.prepare('UPDATE containers SET body = ? WHERE number = ?');
  const removeDatabase = database.prepare('DELETE FROM databases WHERE id = ?');
  const removeItems = database.prepare('DELETE FROM items WHERE container = ?');
  const removeValues = database.prepare('DELETE FROM unique_values WHERE container = ?');
  const setRanges = database.prepare('INSERT INTO container_ranges (container, count) VALUES (?, ?)');
  const getRanges = database.prepare('SELECT count FROM container_ranges WHERE container = ?');
  const removeRanges = database.prepare('DELETE FROM container_ranges WHERE container = ?');
  const removeContainer = database.prepare('DELETE FROM containers WHERE number = ?');

  const databases = new Map<string, { number: number; resource: JsonObject }>();
  const containers = new Map<string, Container>();
  const stamp = () => ({ _etag: `"${randomUUID()}"`, _ts: Math.floor(nowMs() / 1000) });

  function reload(): void {
    databases.clear();
    containers.clear();
    for (const { number, id, body } of database.prepare('SELECT number, id, body FROM databases').all())
      databases.set(String(id), { number: Number(number), resource: JSON.parse(String(body)) as JsonObject });
    for (const row of database.prepare('SELECT number, database, body FROM containers').all())
      remember(Number(row['number']), String(row['database']), JSON.parse(String(row['body'])) as JsonObject);
  }

  function remember(number: number, owner: string, resource: JsonObject): Container {
    const defined = Object.entries(resource).filter(([name]) => !name.startsWith('_'));
    const settings = containerSettings(Object.fromEntries<Json>(defined));
    const path = `dbs/${owner}/colls/${settings.id}`;
    const ranges = Number(getRanges.get(number)?.['count'] ?? 1);
    const container = { ...settings, number, database: owner, rid: asText(resource['_rid']), path, ranges, resource };
    containers.set(path, container);
    return container;
  }

  function drop(container: Container): void {
    for (const statement of [removeItems, removeValues, removeRanges, removeContainer]) statement.run(container.number);
    containers.delete(container.path);
  }

  function databaseOf(id: string) {
    const found = databases.get(id);
    if (!found) throw notFound(`Message: {"Errors":["Resource Not Found. The database '${id}' does not exist."]}`);
    return found;
  }

  reload();
  return {
    reload,
    databases: () => [...databases.values()].map(({ resource }) => resource),
    database: (id: string) => databaseOf(id).resource,
    containersOf: (id: string) => [...containers.values()].filter((container) => container.database === id),
    containers: () => [...containers.values()],

    /** @throws CosmosError 404, substatus 1003: the owner of the items is not there. */
    container(owner: string, id: string): Container {
      const found = containers.get(`dbs/${owner}/colls/${id}`);
      if (!found) throw notFound('Message: {"Errors":["Owner resource does not exist"]}', 1003);
      return found;
    },

    /** @throws CosmosError 409 if it is there. */
    createDatabase(body: JsonObject): JsonObject {
      const id = checkedId(body['id']);
      if (databases.has(id)) throw conflict();
      const number = Number(insertDatabase.get(id, '{}')?.['number']);
      const rid = databaseRid(number);
      const resource: JsonObject = {
        id,
        _rid: rid,
        _self: `dbs/${rid}/`,
        _colls: 'colls/',
        _users: 'users/',
        ...stamp(),
      };
      setDatabase.run(JSON.stringify(resource), id);
      databases.set(id, { number, resource });
      return resource;
    },

    deleteDatabase(id: string): void {
      databaseOf(id);
      for (const container of containers.values()) if (container.database === id) drop(container);
      removeDatabase.run(id);
      databases.delete(id);
    },

    /** @throws CosmosError 404 without the database, 409 if it is there, 400 for a bad definition. */
    createContainer(owner: string, body: JsonObject, ranges = 1): Container {
      const { definition, id } = containerSettings(body);
      const parent = databaseOf(owner);
      if (containers.has(`dbs/${owner}/colls/${id}`)) throw conflict();
      const number = Number(insertContainer.get(owner, id, '{}')?.['number']);
      const rid = containerRid(parent.number, number);
      const self = `dbs/${databaseRid(parent.number)}/colls/${rid}/`;
      const links = {
        _docs: 'docs/',
        _sprocs: 'sprocs/',
        _triggers: 'triggers/',
        _udfs: 'udfs/',
        _conflicts: 'conflicts/',
      };
      const resource: JsonObject = { ...definition, _rid: rid, _self: self, ...stamp(), ...links };
      setContainer.run(JSON.stringify(resource), number);
      if (ranges > 1) setRanges.run(number, ranges);
      return remember(number, owner, resource);
    },

    /** @throws CosmosError 400 if the id, the partition key or the unique keys differ: they are fixed for life. */
    replaceContainer(current: Container, body: JsonObject): Container {
      const { definition } = containerSettings({ ...body, id: body['id'] ?? current.id });
      for (const fixed of ['id', 'partitionKey', 'uniqueKeyPolicy'])
        if (canonical(definition[fixed]) !== canonical(current.definition[fixed]))
          throw badRequest(`Document collection ${fixed} cannot be changed.`);
      const links = Object.entries(current.resource).filter(([name]) => name.startsWith('_'));
      const resource: JsonObject = { ...definition, ...Object.fromEntries(links), ...stamp() };
      setContainer.run(JSON.stringify(resource), current.number);
      return remember(current.number, current.database, resource);
    },

    deleteContainer: drop,
  };
}
