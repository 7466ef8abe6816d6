import { type Answer, type CosmosRequest, feed, flag, header, pageSize, sessionHeaders } from './answer.ts';
import type { Container } from './catalog.ts';
import { charge } from './charge.ts';
import type { Continuations } from './continuations.ts';
import { badRequest, unsupported } from './errors.ts';
import type { StoredItem } from './item-table.ts';
import { keyFilter } from './partition-key.ts';
import { asQueryText, compile, execute, requireCompositeIndex } from './query/execute.ts';
import { queryPlan } from './query/plan.ts';
import type { Value } from './query/values.ts';
import type { Store } from './store.ts';

/** Which partitions a feed request is about. @throws CosmosError 400 for what would be answered wrongly. */
export function requestedKey(request: CosmosRequest, container: Container) {
  const key = header(request, 'x-ms-documentdb-partitionkey');
  return key === undefined ? undefined : keyFilter(key, container.keyPaths.length);
}

/** `GET docs`: all items in the order of creation. */
export function readFeed(
  store: Store,
  continuations: Continuations,
  container: Container,
  request: CosmosRequest,
): Answer {
  refuseHashRange(request);
  const filter = requestedKey(request, container);
  return paged(store, continuations, container, request, `read ${JSON.stringify(filter)}`, () =>
    store.items.scan(container.number, filter).map((item) => item.body),
  );
}

/** `POST docs` with a query, or with the question for its plan. */
export function queryItems(
  store: Store,
  continuations: Continuations,
  container: Container,
  request: CosmosRequest,
): Answer {
  const text = asQueryText(request.body);
  compile(text.query);
  requireCompositeIndex(text.query, container.compositeIndexes);
  if (flag(request, 'x-ms-cosmos-is-query-plan-request'))
    return { status: 200, body: queryPlan, headers: { 'x-ms-request-charge': String(charge.metadata) } };
  refuseHashRange(request);
  const filter = requestedKey(request, container);
  if (!filter && header(request, 'x-ms-documentdb-query-enablecrosspartition')?.toLowerCase() === 'false')
    throw badRequest(
      'Cross partition query is required but disabled. Please set x-ms-documentdb-query-enablecrosspartition to true.',
    );
  const identity = `query ${JSON.stringify([text, filter])}`;
  return paged(store, continuations, container, request, identity, (examined) => {
    const documents = store.items.scan(container.number, filter);
    examined(documents.length);
    return execute(text, documents.map(parsed), store.nowMs()).map((value) => JSON.stringify(value));
  });
}

function paged(
  store: Store,
  continuations: Continuations,
  container: Container,
  request: CosmosRequest,
  identity: string,
  compute: (examined: (count: number) => void) => readonly string[],
): Answer {
  let cost: number | undefined;
  let count = 0;
  const token = header(request, 'x-ms-continuation');
  const started = performance.now();
  const page = continuations.page(`${container.rid} ${identity}`, token, pageSize(request), () => {
    const items = compute((examined) => (count = examined));
    cost = count;
    return items;
  });
  const units = cost === undefined ? charge.page(page.bytes) : charge.query(cost, page.bytes);
  const ms = (performance.now() - started).toFixed(2);
  return feed(container.rid, 'Documents', page.items, {
    ...sessionHeaders(store, container),
    'x-ms-request-charge': String(units),
    ...(page.continuation === undefined ? {} : { 'x-ms-continuation': page.continuation }),
    ...(flag(request, 'x-ms-documentdb-populatequerymetrics')
      ? {
          'x-ms-documentdb-query-metrics':
            `totalExecutionTimeInMs=${ms};retrievedDocumentCount=${count};` +
            `outputDocumentCount=${page.items.length};outputDocumentSize=${page.bytes}`,
        }
      : {}),
  });
}

/** @throws CosmosError 400 for a part of a partition's range of hashes: the answer would hold too much. */
export function refuseHashRange(request: CosmosRequest): void {
  const start = header(request, 'x-ms-start-epk') ?? '';
  const end = header(request, 'x-ms-end-epk') ?? 'FF';
  if (start !== '' || end !== 'FF') throw unsupported(`The feed range from '${start}' to '${end}'`);
}

function parsed({ body }: StoredItem): Value {
  return JSON.parse(body) as Value;
}
