import { randomUUID } from 'node:crypto';
import type { Container } from './catalog.ts';
import { badRequest, conflict, notFound, preconditionFailed, tooLarge } from './errors.ts';
import type { StoredItem } from './item-scans.ts';
import { keyOf } from './partition-key.ts';
import { asPatch, patched } from './patch.ts';
import { execute } from './query/execute.ts';
import { type JsonObject, type Value, asText, isObject } from './query/values.ts';
import { itemRid } from './resource-id.ts';
import type { Store } from './store.ts';
import { expiryOf } from './ttl.ts';

/** An item's size limit. Source: learn.microsoft.com/azure/cosmos-db/concepts-limits */
const maxItemBytes = 2 * 1024 * 1024;

export const operationTypes = ['Create', 'Upsert', 'Read', 'Replace', 'Delete', 'Patch'] as const;

/** One operation on one item, from a request of its own or from a batch. `key`: the partition key as text. */
export interface Operation {
  readonly type: (typeof operationTypes)[number];
  readonly key: string | undefined;
  readonly id: string | undefined;
  readonly body: Value;
  readonly ifMatch: string | undefined;
  readonly ifNoneMatch: string | undefined;
}

export interface OperationResult {
  readonly status: 200 | 201 | 204 | 304;
  /** The item as it is now; absent after a delete. */
  readonly item?: StoredItem;
}

/**
 * Runs one operation; a write must run inside `store.write`.
 *
 * @throws CosmosError 400, 404, 409, 412 or 413 as the service answers.
 */
export function operate(store: Store, container: Container, operation: Operation): OperationResult {
  switch (operation.type) {
    case 'Create':
    case 'Upsert':
      return createOrUpsert(store, container, operation);
    case 'Read':
      return read(store, container, operation);
    case 'Replace': {
      const { current, key, id } = existing(store, container, operation);
      const document = asDocument(operation.body);
      if (document['id'] !== id) throw badRequest('Replacing the id of an item is not allowed.');
      return { status: 200, item: put(store, container, key, document, current) };
    }
    case 'Patch':
      return patch(store, container, operation);
    case 'Delete': {
      const { key, id } = existing(store, container, operation);
      store.items.remove(container.number, key, id);
      store.uniqueKeys.release(container, key, id);
      store.lsn(container);
      return { status: 204 };
    }
  }
}

function createOrUpsert(store: Store, container: Container, { type, key, body, ifMatch }: Operation): OperationResult {
  const document = asDocument(body);
  const partition = key ?? keyOf(document, container.keyPaths);
  const current = store.items.get(container.number, partition, idOf(document));
  if (current && type === 'Create') throw conflict();
  if (current) requireMatch(current, ifMatch);
  return { status: current ? 200 : 201, item: put(store, container, partition, document, current) };
}

function read(store: Store, container: Container, operation: Operation): OperationResult {
  const { current } = existing(store, container, { ...operation, ifMatch: undefined });
  const { ifNoneMatch } = operation;
  return { status: ifNoneMatch === '*' || ifNoneMatch === current.etag ? 304 : 200, item: current };
}

function patch(store: Store, container: Container, operation: Operation): OperationResult {
  const { current, key } = existing(store, container, operation);
  const { operations, condition } = asPatch(operation.body);
  const before = JSON.parse(current.body) as JsonObject;
  if (condition !== undefined && execute({ query: `SELECT * ${condition}` }, [before], store.nowMs()).length === 0)
    throw preconditionFailed();
  const document = patched(before, operations);
  if (document['id'] !== before['id']) throw badRequest('A patch must not change the id.');
  return { status: 200, item: put(store, container, key, document, current) };
}

/** The item that the operation names. @throws CosmosError 404 if it is not there, 412 if it does not match. */
function existing({ items }: Store, container: Container, { key, id, ifMatch }: Operation) {
  if (key === undefined) throw badRequest('PartitionKey value must be supplied for this operation.');
  if (id === undefined) throw badRequest('An id must be supplied for this operation.');
  const current = items.get(container.number, key, id);
  if (!current) throw notFound();
  requireMatch(current, ifMatch);
  return { current, key, id };
}

function requireMatch(current: StoredItem, ifMatch: string | undefined): void {
  if (ifMatch !== undefined && ifMatch !== '*' && ifMatch !== current.etag) throw preconditionFailed();
}

function put(
  store: Store,
  container: Container,
  key: string,
  document: JsonObject,
  current: StoredItem | undefined,
): StoredItem {
  const id = idOf(document);
  if (keyOf(document, container.keyPaths) !== key)
    throw badRequest("PartitionKey extracted from document doesn't match the one specified in the header", 1001);
  const now = store.nowMs();
  const expires = expiryOf(document, container.defaultTtl, now);
  store.uniqueKeys.claim(container, key, id, document);
  const number = current?.number ?? store.items.nextNumber();
  const etag = `"${randomUUID()}"`;
  const rid = itemRid(container.rid, number);
  const self = `${asText(container.resource['_self'])}docs/${rid}/`;
  const system = { _rid: rid, _self: self, _etag: etag, _attachments: 'attachments/', _ts: Math.floor(now / 1000) };
  const body = JSON.stringify({ ...document, ...system });
  if (Buffer.byteLength(body) > maxItemBytes) throw tooLarge();
  const item = { container: container.number, key, id, number, lsn: store.lsn(container), expires, etag, body };
  store.items.put(item);
  return item;
}

function asDocument(body: Value): JsonObject {
  if (isObject(body)) return body;
  throw badRequest('The request body must be a JSON object.');
}

/** @throws CosmosError 400 if the id is missing or holds what a URL cannot carry. */
function idOf({ id }: JsonObject): string {
  if (id === undefined || id === '')
    throw badRequest("The input content is invalid because the required properties - 'id; ' - are missing.");
  if (typeof id === 'string' && Buffer.byteLength(id) <= 1023 && !/[/\\#]/.test(id)) return id;
  throw badRequest(`The input id ${JSON.stringify(id)} is invalid.`);
}
