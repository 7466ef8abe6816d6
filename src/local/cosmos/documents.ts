import { type Answer, type CosmosRequest, flag, header, sessionHeaders } from './answer.ts';
import { batch } from './batch.ts';
import type { Container } from './catalog.ts';
import { changeFeed } from './change-feed.ts';
import { charge } from './charge.ts';
import type { Continuations } from './continuations.ts';
import { badRequest, unsupported } from './errors.ts';
import { queryItems, readFeed } from './feeds.ts';
import { type Operation, operate } from './items.ts';
import { wholeKey } from './partition-key.ts';
import type { Store } from './store.ts';

/** `…/docs`: create and upsert, query, batch, read feed, change feed. */
export function documents(
  store: Store,
  continuations: Continuations,
  container: Container,
  request: CosmosRequest,
): Answer {
  refuseHeaders(request);
  const { method } = request;
  if (method === 'GET' && header(request, 'a-im') !== undefined) return changeFeed(store, container, request);
  if (method === 'GET') return readFeed(store, continuations, container, request);
  if (method !== 'POST') throw unsupported(`${method} of the items of a container`);
  if (flag(request, 'x-ms-cosmos-is-batch-request')) return batch(store, container, request);
  const isQuery =
    flag(request, 'x-ms-documentdb-isquery') || header(request, 'content-type')?.includes('query+json') === true;
  if (isQuery || flag(request, 'x-ms-cosmos-is-query-plan-request'))
    return queryItems(store, continuations, container, request);
  const key = header(request, 'x-ms-documentdb-partitionkey');
  return point(store, container, request, {
    type: flag(request, 'x-ms-documentdb-is-upsert') ? 'Upsert' : 'Create',
    id: undefined,
    key: key === undefined ? undefined : wholeKey(key, container.keyPaths.length),
  });
}

const typeOf: Readonly<Record<string, Operation['type']>> = {
  GET: 'Read',
  PUT: 'Replace',
  DELETE: 'Delete',
  PATCH: 'Patch',
};

/** `…/docs/<id>`: read, replace, patch, delete. */
export function document(store: Store, container: Container, id: string, request: CosmosRequest): Answer {
  refuseHeaders(request);
  const type = typeOf[request.method];
  if (!type) throw unsupported(`${request.method} of an item`);
  const key = wholeKey(header(request, 'x-ms-documentdb-partitionkey'), container.keyPaths.length);
  return point(store, container, request, { type, id, key });
}

/** `POST …/operations/partitionkeydelete`: all items of one partition key; the service does it in the background. */
export function deletePartition(store: Store, container: Container, request: CosmosRequest): Answer {
  const key = wholeKey(header(request, 'x-ms-documentdb-partitionkey'), container.keyPaths.length);
  store.write(() => {
    store.items.removeKey(container.number, key);
    store.uniqueKeys.releaseKey(container, key);
    store.lsn(container);
  });
  return {
    status: 200,
    headers: { ...sessionHeaders(store, container), 'x-ms-request-charge': String(charge.write(0)) },
  };
}

function point(
  store: Store,
  container: Container,
  request: CosmosRequest,
  which: Pick<Operation, 'type' | 'id' | 'key'>,
): Answer {
  const operation: Operation = {
    ...which,
    body: request.body,
    ifMatch: header(request, 'if-match'),
    ifNoneMatch: header(request, 'if-none-match'),
  };
  const run = () => operate(store, container, operation);
  const { status, item } = which.type === 'Read' ? run() : store.write(run);
  const bytes = item ? Buffer.byteLength(item.body) : 0;
  const units = which.type === 'Read' ? charge.read(bytes) : charge.write(bytes);
  const headers = {
    ...sessionHeaders(store, container),
    'x-ms-request-charge': String(units),
    ...(item ? { etag: item.etag } : {}),
  };
  const minimal = which.type !== 'Read' && header(request, 'prefer')?.toLowerCase() === 'return=minimal';
  return item && status !== 304 && !minimal ? { status, body: item.body, headers } : { status, headers };
}

/** What would change the answer and is not done here. */
const refused = [
  'x-ms-documentdb-pre-trigger-include',
  'x-ms-documentdb-post-trigger-include',
  'x-ms-cosmos-is-client-encrypted',
];

/** What a request may ask of an account with session consistency. */
const weakerLevels = ['session', 'consistentprefix', 'eventual'];

function refuseHeaders(request: CosmosRequest): void {
  for (const name of refused) if (header(request, name) !== undefined) throw unsupported(`The header ${name}`);
  const indexing = header(request, 'x-ms-indexing-directive');
  if (indexing !== undefined && !/^(default|include)$/i.test(indexing))
    throw unsupported(`x-ms-indexing-directive: ${indexing}`);
  const level = header(request, 'x-ms-consistency-level');
  if (level !== undefined && !weakerLevels.includes(level.toLowerCase()))
    throw badRequest(
      `ConsistencyLevel ${level} specified in the request is invalid when service is configured with consistency level Session. ` +
        'Ensure the request consistency level is not stronger than the service consistency level.',
    );
}
