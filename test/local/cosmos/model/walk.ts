import { type Container, type OperationInput, ChangeFeedStartFrom } from '@azure/cosmos';
import { expect } from 'vitest';
import { type Random, seededRandom } from '../../../../src/training/random.ts';
import { feedOf, starting } from '../../../contracts/cosmos/feeds.ts';
import { type ModelItem, type Write, applied, appliedTogether } from './partition-model.ts';
import { type Step, randomStep } from './steps.ts';

interface Walk {
  readonly container: Container;
  readonly key: string;
  readonly random: Random;
  items: ReadonlyMap<string, ModelItem>;
  /** Counts transactions. */
  clock: number;
  /** The transaction up to which the change feed was read, and where to go on. */
  seen: number;
  continuation: string | undefined;
}

/** Takes random steps in one partition and compares each answer with the model. @throws Error that names the step. */
export async function walkPartition(container: Container, key: string, seed: number, steps: number): Promise<void> {
  const random = seededRandom(seed);
  const walk: Walk = { container, key, random, items: new Map(), clock: 0, seen: 0, continuation: undefined };
  for (let at = 0; at < steps; at++) {
    const step = randomStep(random, walk.items);
    try {
      await take(walk, step);
    } catch (cause) {
      throw new Error(`Step ${at} in ${key}, seed ${seed}: ${JSON.stringify(step)}\n${String(cause)}`, { cause });
    }
  }
}

function take(walk: Walk, step: Step): Promise<void> {
  switch (step.kind) {
    case 'write':
      return write(walk, step.write);
    case 'batch':
      return batch(walk, step.writes);
    case 'read':
      return read(walk, step.id, step.known);
    case 'query':
      return query(walk, step.least, step.pageSize);
    case 'count':
      return count(walk);
    case 'feed':
      return readFeed(walk, step.pageSize);
  }
}

async function write(walk: Walk, change: Write): Promise<void> {
  const answer = await send(walk, change).catch((error: unknown) => error as { code: number });
  const { status, items } = applied(walk.items, change, ++walk.clock, 'etag' in answer ? answer.etag : '');
  expect('code' in answer ? answer.code : answer.statusCode).toBe(status);
  walk.items = items;
}

function send({ container, key }: Walk, change: Write) {
  const item = container.item(change.id, key);
  const { ifMatch } = change;
  const options = ifMatch === undefined ? {} : { accessCondition: { type: 'IfMatch', condition: ifMatch } };
  switch (change.type) {
    case 'Create':
      return container.items.create(body(key, change), options);
    case 'Upsert':
      return container.items.upsert(body(key, change), options);
    case 'Replace':
      return item.replace(body(key, change), options);
    case 'Patch':
      return item.patch(patch(change), options);
    case 'Delete':
      return item.delete(options);
  }
}

const body = (x: string, { id, n }: { id: string; n: number }) => ({ id, x, n, tags: [] });

const patch = ({ by, least }: Extract<Write, { type: 'Patch' }>) => ({
  operations: [
    { op: 'incr' as const, path: '/n', value: by },
    { op: 'add' as const, path: '/tags/-', value: `by ${by}` },
  ],
  ...(least === undefined ? {} : { condition: `FROM c WHERE c.n >= ${least}` }),
});

async function batch(walk: Walk, writes: readonly Write[]): Promise<void> {
  const operations = writes.map((change) => ({
    operationType: change.type,
    ...('ifMatch' in change ? { ifMatch: change.ifMatch } : {}),
    ...(change.type === 'Create' || change.type === 'Upsert' ? {} : { id: change.id }),
    ...(change.type === 'Delete'
      ? {}
      : { resourceBody: change.type === 'Patch' ? patch(change) : body(walk.key, change) }),
  }));
  const { result = [] } = await walk.container.items.batch(operations as OperationInput[], walk.key);
  const { statuses, items } = appliedTogether(walk.items, writes, ++walk.clock);
  expect(result.map(({ statusCode }) => statusCode)).toEqual(statuses);
  if (statuses.some((status) => status >= 400)) return;
  // The last ETag that the batch gave an item is its ETag now.
  const etags = new Map(writes.map(({ id }, at) => [id, result[at]?.eTag ?? '']));
  walk.items = new Map(
    [...items].map(([id, item]) => [id, item.changed === walk.clock ? { ...item, etag: etags.get(id) ?? '' } : item]),
  );
}

async function read({ container, key, items }: Walk, id: string, known: boolean): Promise<void> {
  const expected = items.get(id);
  const options = known && expected ? { accessCondition: { type: 'IfNoneMatch', condition: expected.etag } } : {};
  const answer = await container
    .item(id, key)
    .read<ModelItem>(options)
    .catch((error: unknown) => error as { code: number });
  if ('code' in answer) expect(answer.code).toBe(304);
  else expect(answer.statusCode).toBe(!expected ? 404 : known ? 304 : 200);
  if (expected && !known && 'resource' in answer)
    expect({ ...picture(answer.resource), etag: answer.etag }).toEqual({ ...picture(expected), etag: expected.etag });
}

const picture = (item: Pick<ModelItem, 'id' | 'n' | 'tags'> | undefined) =>
  item && { id: item.id, n: item.n, tags: item.tags };

async function query({ container, key, items }: Walk, least: number, pageSize: number): Promise<void> {
  const text = { query: 'SELECT * FROM c WHERE c.n >= @least', parameters: [{ name: '@least', value: least }] };
  const options = { partitionKey: key, maxItemCount: pageSize };
  const { resources } = await container.items.query<ModelItem>(text, options).fetchAll();
  const expected = [...items.values()].filter(({ n }) => n >= least).sort((one, other) => one.made - other.made);
  expect(resources.map(picture)).toEqual(expected.map(picture));
}

async function count({ container, key, items }: Walk): Promise<void> {
  const text = `SELECT COUNT(1) AS count, SUM(c.n) AS sum FROM c WHERE c.x = '${key}'`;
  const { resources } = await container.items.query<unknown>(text).fetchAll();
  const sum = [...items.values()].reduce((total, { n }) => total + n, 0);
  expect(resources).toEqual([{ count: items.size, sum }]);
}

/** All that changed since the last time, in the order of the changes, each item once, as it is now. */
async function readFeed(walk: Walk, pageSize: number): Promise<void> {
  const start =
    walk.continuation === undefined
      ? ChangeFeedStartFrom.Beginning(walk.key)
      : ChangeFeedStartFrom.Continuation(walk.continuation);
  const iterator = feedOf(walk.container, starting(start, { maxItemCount: pageSize }));
  const found: ModelItem[] = [];
  for (;;) {
    const page = await iterator.readNext();
    walk.continuation = page.continuationToken;
    if (page.statusCode === 304) break;
    found.push(...(page.result as unknown as ModelItem[]));
  }
  const expected = [...walk.items.values()]
    .filter(({ changed }) => changed > walk.seen)
    .sort((one, other) => one.changed - other.changed || one.made - other.made);
  expect(found.map(picture)).toEqual(expected.map(picture));
  walk.seen = walk.clock;
}
