import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cosmosRequests } from '../../src/adapters/cosmos-requests.ts';
import { memoryRequests } from '../../src/adapters/memory-requests.ts';
import type { RequestItem } from '../../src/domain/stored.ts';
import type { RequestStore } from '../../src/ports.ts';
import { cosmosForTest } from '../fixtures/servers.ts';
import { aSystem } from '../functions/a-system.ts';

/** A request in one state, as some earlier build of docscore left it. Written once; never made anew. */
interface GoldenRequest {
  readonly description: string;
  readonly requestId: string;
  readonly items: readonly RequestItem[];
  readonly expected: {
    readonly state: string;
    /** That are yet to be sent. */
    readonly events: number;
    /** Why it is a dead letter. */
    readonly letter?: string;
    readonly row?: object;
  };
}

const folder = join(import.meta.dirname, 'requests-1');
const goldens = readdirSync(folder).map(
  (file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as GoldenRequest,
);

/** Puts the items into the store, and lets today's sweep go on with them. */
async function finish(requests: RequestStore, items: readonly RequestItem[]) {
  const system = aSystem(() => ({ requests }));
  for (const item of items) await requests.create(item);
  for (let round = 0; round < 8; round++) {
    system.world.pass(30);
    await system.sweep();
  }
  return system;
}

function finishesAll(make: () => Promise<RequestStore> | RequestStore) {
  it.each(goldens)('$description', async ({ requestId, items, expected }) => {
    const requests = await make();
    const { stores, services } = await finish(requests, items);

    const inbox = items.find(({ type }) => type === 'inbox');
    const now = await requests.create({ ...inbox, requestId } as RequestItem);
    expect(now).toBe('exists');
    expect(await requests.listDue(new Date('9999-01-01'), 10)).toEqual([]);
    expect(await requests.listUnpublished(new Date('9999-01-01'), 10)).toEqual([]);
    expect(await requests.listUnexported(new Date('9999-01-01'), 10)).toEqual([]);
    expect((await requests.readRecorded(requestId)) === undefined).toBe(expected.state === 'dead');
    expect(stores.answered.map(({ subject }) => subject)).toEqual(Array(expected.events).fill(requestId));
    expect(stores.deadLetters.kept().map(({ reason }) => reason)).toEqual(
      expected.letter === undefined ? [] : [expected.letter],
    );
    const rows = (await services.labels.list('document-type', { limit: 10 })).items;
    expect(rows).toMatchObject(expected.row ? [expected.row] : []);
  });
}

describe('a request that an earlier build left is finished by this one, in memory:', () => finishesAll(memoryRequests));

describe('a request that an earlier build left is finished by this one, in Cosmos DB:', () =>
  finishesAll(async () => cosmosRequests(await cosmosForTest('requests'))));

describe('a request of newer code', () => {
  it('is left as it is', async () => {
    const requests = memoryRequests();
    const newer = goldens.flatMap(({ items }) =>
      items.map((item) => ({ ...item, schema: 2 }) as unknown as RequestItem),
    );

    const { stores } = await finish(requests, newer);

    expect(requests.everything()).toEqual(newer);
    expect([stores.answered, stores.deadLetters.kept()]).toEqual([[], []]);
  });
});
