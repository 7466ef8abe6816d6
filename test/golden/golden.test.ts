import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memoryDocuments } from '../../src/adapters/memory-documents.ts';
import { cosmosDocuments } from '../../src/adapters/cosmos-documents.ts';
import { isNewer } from '../../src/domain/schema.ts';
import type { DocumentStore } from '../../src/ports.ts';
import { startDocuments } from '../fixtures/servers.ts';
import type { Stores } from '../sim/services.ts';
import { finish } from './finish.ts';
import { goldens, readGolden } from './golden.ts';

function finishesAll(make: () => Promise<DocumentStore> | DocumentStore) {
  let stores: Stores;
  beforeAll(async () => {
    ({ stores } = await finish(goldens, await make()));
  });

  it.each(goldens)('$description', async ({ documentId, expected }) => {
    const { documents, published } = stores;
    const head = (await documents.readHead(documentId))?.item;
    const { jobs, predictions } = await documents.readHistory(documentId);
    const items = (await documents.readItems(documentId)).map(({ item }) => item);
    const events = published.filter(({ subject }) => subject === documentId);

    expect([head?.state, head?.answer?.label]).toEqual([expected.state, expected.label]);
    expect(Object.fromEntries(jobs.map(({ version, run, state }) => [`${version}:${String(run)}`, state]))).toEqual(
      expected.runs,
    );
    expect(predictions).toHaveLength(jobs.filter(({ state }) => state === 'scored').length);
    expect(events.map(({ type }) => type.split('.')[2]).sort()).toEqual(
      expect.arrayContaining([...expected.events].sort()),
    );
    expect(new Set(events.map(({ id }) => id)).size).toBe(expected.events.length);
    expect(items.filter((item) => item.type === 'outbox' && item.state === 'unpublished')).toEqual([]);
    if (expected.left) {
      expect([...new Set(items.map(({ type }) => type))].sort()).toEqual(expected.left);
      expect(stores.artifacts.names().filter((name) => name.startsWith(documentId))).toEqual([]);
    }
  });
}

describe('what an earlier build left is finished by this one, in memory:', () => finishesAll(memoryDocuments));

describe('what an earlier build left is finished by this one, in Cosmos DB:', () => {
  let stop: () => Promise<void>;
  afterAll(() => stop());

  finishesAll(async () => {
    const started = await startDocuments();
    ({ stop } = started);
    return cosmosDocuments(started.container);
  });
});

describe('what newer code wrote', () => {
  const newer = readGolden('newer-schema.json');

  it('is left as it is, and its message stays in the queue', async () => {
    const documents = memoryDocuments();
    const { queue, stores } = await finish([newer], documents);

    expect(newer.items.every(isNewer)).toBe(true);
    expect(documents.everything()).toEqual(newer.items);
    expect(queue.map(({ stage, body }) => ({ stage, body }))).toEqual(newer.messages);
    expect([stores.published, stores.deadLetters.kept()]).toEqual([[], []]);
  });

  it('keeps nothing else from being finished', async () => {
    const documents = memoryDocuments();
    const [queued] = goldens.filter(({ description }) => description.includes('the message waits'));
    await finish([newer, ...(queued ? [queued] : [])], documents);

    expect((await documents.readHead(queued?.documentId ?? ''))?.item.state).toBe('scored');
    await expect(documents.readHead(newer.documentId)).rejects.toMatchObject({ code: 'unavailable' });
  });
});
