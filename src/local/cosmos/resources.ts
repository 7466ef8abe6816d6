import { type Answer, type CosmosRequest, answer, feed, header, pageSize, sessionHeaders } from './answer.ts';
import type { Container } from './catalog.ts';
import { charge } from './charge.ts';
import type { Continuations } from './continuations.ts';
import { badRequest, forbidden, unsupported } from './errors.ts';
import { rangesFor, rangesOf } from './ranges.ts';
import { asQueryText, execute } from './query/execute.ts';
import { type JsonObject, asText, isObject } from './query/values.ts';
import type { Store } from './store.ts';

const metadata = { 'x-ms-request-charge': String(charge.metadata) };

/**
 * What the SDK reads first: the regions of the account, all at the address that it asked. It disregards the regions of an account that is
 * called `localhost`, and then asks again at every call.
 */
export function account(endpoint: string): Answer {
  const locations = [{ name: 'Local', databaseAccountEndpoint: endpoint }];
  return answer(200, {
    id: 'local',
    _rid: 'local',
    _self: '',
    _dbs: '//dbs/',
    media: '//media/',
    addresses: '//addresses/',
    writableLocations: locations,
    readableLocations: locations,
    enableMultipleWriteLocations: false,
    userConsistencyPolicy: { defaultConsistencyLevel: 'Session' },
    userReplicationPolicy: { asyncReplication: false, minReplicaSetSize: 1, maxReplicasetSize: 1 },
    systemReplicationPolicy: { minReplicaSetSize: 1, maxReplicasetSize: 1 },
    readPolicy: { primaryReadCoefficient: 1, secondaryReadCoefficient: 1 },
    queryEngineConfiguration: '{}',
  });
}

/** The physical partitions. */
export function partitionRanges(container: Container, request: CosmosRequest): Answer {
  const { rid, ranges } = container;
  const etag = '"1"';
  if (header(request, 'if-none-match') === etag) return { status: 304, headers: { ...metadata, etag } };
  const resources = rangesOf(container).map((range) => ({
    ...range,
    _rid: rid,
    _etag: etag,
    _self: '',
    _ts: 0,
    ridPrefix: 0,
    throughputFraction: 1 / ranges,
    status: 'online',
    parents: [],
  }));
  const texts = resources.map((resource) => JSON.stringify(resource));
  return feed(rid, 'PartitionKeyRanges', texts, { ...metadata, etag });
}

/** A list of databases or containers, or a query over it. */
export function list(
  continuations: Continuations,
  request: CosmosRequest,
  name: string,
  resources: readonly JsonObject[],
  nowMs: number,
): Answer {
  const text = request.method === 'POST' ? asQueryText(request.body) : undefined;
  const identity = `${request.segments.join('/')} ${JSON.stringify(text)}`;
  const page = continuations.page(identity, header(request, 'x-ms-continuation'), pageSize(request), () =>
    (text ? execute(text, resources, nowMs) : resources).map((value) => JSON.stringify(value)),
  );
  const more = page.continuation === undefined ? undefined : { 'x-ms-continuation': page.continuation };
  return feed('', name, page.items, { ...metadata, ...more });
}

/** Whether clients may create and change databases and containers; with Entra roles Azure's data plane never lets them. */
export function requireManagement({ method, segments }: CosmosRequest, allowed: boolean): void {
  if (allowed) return;
  throw forbidden(
    `Request blocked: the given request [${method} /${segments.join('/')}] cannot be authorized by AAD token in data plane. ` +
      'Learn more: https://aka.ms/cosmos-native-rbac.',
    5300,
  );
}

export function createDatabase(store: Store, body: CosmosRequest['body']): Answer {
  return withEtag(
    201,
    store.write(() => store.catalog.createDatabase(definition(body))),
  );
}

export function createContainer(store: Store, database: string, request: CosmosRequest): Answer {
  const ranges = rangesFor(throughputOf(request));
  const container = store.write(() => store.catalog.createContainer(database, definition(request.body), ranges));
  return withEtag(201, container.resource, sessionHeaders(store, container));
}

export function containerResource(store: Store, database: string, id: string, request: CosmosRequest): Answer {
  const current = store.catalog.container(database, id);
  switch (request.method) {
    case 'GET':
      return withEtag(200, current.resource, {
        ...sessionHeaders(store, current),
        'x-ms-documentdb-collection-index-transformation-progress': '100',
      });
    case 'PUT': {
      const container = store.write(() => store.catalog.replaceContainer(current, definition(request.body)));
      return withEtag(200, container.resource, sessionHeaders(store, container));
    }
    case 'DELETE':
      store.write(() => store.catalog.deleteContainer(current));
      return { status: 204, headers: metadata };
    default:
      throw unsupported(`${request.method} of a container`);
  }
}

export function databaseResource(store: Store, id: string, request: CosmosRequest): Answer {
  if (request.method === 'GET') return withEtag(200, store.catalog.database(id));
  if (request.method !== 'DELETE') throw unsupported(`${request.method} of a database`);
  store.write(() => store.catalog.deleteDatabase(id));
  return { status: 204, headers: metadata };
}

function withEtag(status: number, resource: JsonObject, headers: Record<string, string> = {}): Answer {
  return answer(status, resource, { ...metadata, ...headers, etag: asText(resource['_etag']) });
}

/** RU/s that the client asks for; 400 by default. */
function throughputOf(request: CosmosRequest): number {
  const autoscale = header(request, 'x-ms-cosmos-offer-autopilot-settings');
  const given =
    /"maxThroughput":\s*"?(\d+)/.exec(autoscale ?? '')?.[1] ?? header(request, 'x-ms-offer-throughput') ?? '400';
  const throughput = Number(given);
  if (Number.isInteger(throughput) && throughput > 0) return throughput;
  throw badRequest(`The offer throughput '${given}' is invalid.`);
}

function definition(body: CosmosRequest['body']): JsonObject {
  if (body !== undefined && isObject(body)) return body;
  throw badRequest('The request body must be a JSON object.');
}
