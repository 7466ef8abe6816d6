import { type Answer, type CosmosRequest, feed, flag, header, pageSize, sessionHeaders } from './answer.ts';
import type { Container } from './catalog.ts';
import { charge } from './charge.ts';
import type { Continuations } from './continuations.ts';
import { badRequest } from './errors.ts';
import type { Part, StoredItem } from './item-scans.ts';
import { filterOf } from './partition-key.ts';
import { type QueryText, asQueryText, compile, execute, requireCompositeIndex, valuesOf } from './query/execute.ts';
import { keysInWhere } from './query/keys-in-where.ts';
import { isForAllRanges, queryPlan } from './query/plan.ts';
import type { Value } from './query/values.ts';
import { rangesOf, requestedPart } from './ranges.ts';
import type { Store } from './store.ts';

/** `GET docs`: all items in the order of creation. */
export function readFeed(
  store: Store,
  continuations: Continuations,
  container: Container,
  request: CosmosRequest,
): Answer {
  const part = requestedPart(request, container);
  return paged(store, continuations, container, request, `read ${identityOf(request)}`, () =>
    store.items.scan(container.number, part).map((item) => item.body),
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
    return {
      status: 200,
      body: queryPlan(text.query, container.ranges === 1 ? undefined : rangesOf(container)[0]?.maxExclusive),
      headers: { 'x-ms-request-charge': String(charge.metadata) },
    };
  const part = requestedPart(request, container, isForAllRanges(text.query));
  if (!part.key && header(request, 'x-ms-documentdb-query-enablecrosspartition')?.toLowerCase() === 'false')
    throw badRequest(
      'Cross partition query is required but disabled. Please set x-ms-documentdb-query-enablecrosspartition to true.',
    );
  const identity = `query ${JSON.stringify(text)} ${identityOf(request)}`;
  return paged(store, continuations, container, request, identity, (examined) => {
    const documents = store.items.scan(container.number, narrowed(part, container, text));
    examined(documents.length);
    return execute(text, documents.map(parsed), store.nowMs()).map((value) => JSON.stringify(value));
  });
}

/** What a WHERE of the partition key, or of key and id, leaves to look at: nothing else can be in the answer. */
function narrowed(part: Part, { keyPaths }: Container, text: QueryText): Part {
  const demanded = keysInWhere(compile(text.query), valuesOf(text));
  const values = keyPaths.map((path) => demanded.get(JSON.stringify(path)));
  const missing = values.indexOf(undefined);
  const key = part.key ?? filterOf(missing < 0 ? values : values.slice(0, missing), keyPaths.length);
  const id = demanded.get('["id"]');
  return { ...part, key, id: typeof id === 'string' ? id : undefined };
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

/** What besides its text decides what a feed answers. */
function identityOf(request: CosmosRequest): string {
  return JSON.stringify(
    ['x-ms-documentdb-partitionkey', 'x-ms-documentdb-partitionkeyrangeid', 'x-ms-start-epk', 'x-ms-end-epk'].map(
      (name) => header(request, name) ?? null,
    ),
  );
}

function parsed({ body }: StoredItem): Value {
  return JSON.parse(body) as Value;
}
