import { type Answer, type CosmosRequest, feed, flag } from './answer.ts';
import type { Continuations } from './continuations.ts';
import { deletePartition, document, documents } from './documents.ts';
import { notFound, unsupported } from './errors.ts';
import {
  account,
  containerResource,
  createContainer,
  createDatabase,
  databaseResource,
  list,
  partitionRanges,
  requireManagement,
} from './resources.ts';
import type { Store } from './store.ts';

export interface RouteContext {
  readonly store: Store;
  readonly continuations: Continuations;
  readonly endpoint: () => string;
  /** Whether clients may create, change and delete databases and containers. */
  readonly allowManagement: boolean;
}

/** One request to its answer. @throws CosmosError */
export function route(context: RouteContext, request: CosmosRequest): Answer {
  const [root, database, kind, container, ...rest] = request.segments;
  if (root === undefined) return account(context.endpoint());
  if (root === 'offers') return offers(context, request);
  if (root !== 'dbs') throw unsupported(`The path /${request.segments.join('/')}`);
  if (database === undefined) return databases(context, request);
  if (kind === undefined) {
    if (request.method !== 'GET') requireManagement(request, context.allowManagement);
    return databaseResource(context.store, database, request);
  }
  if (kind !== 'colls') throw unsupported(`The resource type '${kind}' of a database`);
  if (container === undefined) return containers(context, database, request);
  return insideContainer(context, database, container, rest, request);
}

function insideContainer(
  { store, continuations, allowManagement }: RouteContext,
  database: string,
  id: string,
  [kind, item, extra]: readonly string[],
  request: CosmosRequest,
): Answer {
  if (kind === undefined) {
    if (request.method !== 'GET') requireManagement(request, allowManagement);
    return containerResource(store, database, id, request);
  }
  const container = store.catalog.container(database, id);
  if (extra !== undefined) throw unsupported(`'${extra}' of an item`);
  if (kind === 'docs')
    return item === undefined
      ? documents(store, continuations, container, request)
      : document(store, container, item, request);
  if (kind === 'pkranges') return partitionRanges(container, request);
  if (kind === 'conflicts' && item === undefined && isRead(request)) return feed(container.rid, 'Conflicts', [], {});
  if (kind === 'conflicts') throw notFound();
  if (kind === 'operations' && item === 'partitionkeydelete') return deletePartition(store, container, request);
  throw unsupported(`The resource type '${kind}' of a container`);
}

function databases({ store, continuations, allowManagement }: RouteContext, request: CosmosRequest): Answer {
  if (isRead(request)) return list(continuations, request, 'Databases', store.catalog.databases(), store.nowMs());
  requireManagement(request, allowManagement);
  if (request.method !== 'POST') throw unsupported(`${request.method} of the databases`);
  return createDatabase(store, request.body);
}

function containers(
  { store, continuations, allowManagement }: RouteContext,
  database: string,
  request: CosmosRequest,
): Answer {
  if (isRead(request)) {
    store.catalog.database(database);
    const resources = store.catalog.containersOf(database).map(({ resource }) => resource);
    return list(continuations, request, 'DocumentCollections', resources, store.nowMs());
  }
  requireManagement(request, allowManagement);
  if (request.method !== 'POST') throw unsupported(`${request.method} of the containers`);
  return createContainer(store, database, request);
}

/** There is no throughput to buy here: the list is empty, and with Entra roles it is closed as in Azure. */
function offers({ allowManagement }: RouteContext, request: CosmosRequest): Answer {
  requireManagement(request, allowManagement);
  if (request.segments.length > 1 || !isRead(request)) throw unsupported('Changing an offer');
  return feed('', 'Offers', [], {});
}

function isRead(request: CosmosRequest): boolean {
  return request.method === 'GET' || (request.method === 'POST' && flag(request, 'x-ms-documentdb-isquery'));
}
