import { join } from 'node:path';
import { CosmosClient } from '@azure/cosmos';
import { afterAll, describe, expect, it } from 'vitest';
import { page } from '../page.ts';
import { target } from '../target.ts';
import { of, openWitness, type Report } from './witness.ts';

const app = join(import.meta.dirname, 'app-triggers');

const witness = await openWitness();
const { cosmos } = await target([
  '--only=cosmos,functions',
  `--app=${app}`,
  `--resources=${join(app, 'resources.json')}`,
  `--setting=WITNESS=${witness.url}`,
  '--setting=FAILING_QUEUE=failing',
  '--setting=YEARLY=0 0 0 1 1 *',
]);
const client = new CosmosClient({ connectionString: cosmos });
const database = client.database('db');
afterAll(() => client.dispose());

interface Item {
  id: string;
  [property: string]: unknown;
}

const items = (report: Report | undefined) => report?.['items'] as Item[];
const has = (name: string, id: string) => (report: Report) =>
  of(name)(report) && items(report).some((item) => item.id === id);
const create = (container: string, item: Item) => database.container(container).items.create({ k: 'k', ...item });

describe(page('azure-functions/functions-bindings-cosmosdb-v2-trigger'), () => {
  it('gives changed items as an array, as they are stored', async () => {
    await create('items', { id: 'a', nested: { list: [1, null] } });

    const [report] = await witness.seen(has('items', 'a'));

    expect(report?.['isArray']).toBe(true);
    const item = items(report).find(({ id }) => id === 'a');
    const { resource } = await database.container('items').item('a', 'k').read<Item>();
    expect(item).toMatchObject({ id: 'a', k: 'k', nested: { list: [1, null] }, _etag: resource?.['_etag'] });
  });

  it('gives no more than maxItemsPerInvocation items to a call, in order', async () => {
    const gate = Promise.withResolvers<200>();
    witness.answer('items', () => gate.promise);
    await create('items', { id: 'first' });
    await witness.seen(has('items', 'first'));

    for (const id of ['m1', 'm2', 'm3', 'm4', 'm5']) await create('items', { id });
    gate.resolve(200);
    await witness.seen(has('items', 'm5'));

    const reports = witness.reports.filter(of('items'));
    const ids = reports.flatMap(items).map(({ id }) => id);
    expect(ids.filter((id) => id.startsWith('m'))).toEqual(['m1', 'm2', 'm3', 'm4', 'm5']);
    expect(Math.max(...reports.map((report) => items(report).length))).toBe(2);
  });

  it('keeps where it is in the lease container, owned by one host', async () => {
    await create('items', { id: 'leased' });
    await witness.seen(has('items', 'leased'));

    const read = () => database.container('leases').items.readAll<Item>().fetchAll();
    await expect
      .poll(async () => (await read()).resources.find(({ id }) => id.startsWith('db_items')))
      .toMatchObject({
        ContinuationToken: expect.stringMatching(/./) as string,
        Owner: expect.stringMatching(/./) as string,
      });
  });

  it('makes the lease container only when it is asked to', async () => {
    const exists = async (id: string) =>
      (await database
        .container(id)
        .read()
        .catch(() => undefined)) !== undefined;
    await expect.poll(() => exists('made')).toBe(true);

    const { resources } = await database.containers.readAll().fetchAll();
    expect(resources.map(({ id }) => id).sort()).toEqual(['items', 'leases', 'made', 'retried']);
  });

  it('begins with what comes after its first start, unless startFromBeginning', async () => {
    const leases = () => database.container('made').items.readAll().fetchAll();
    await expect
      .poll(async () => (await leases()).resources)
      .toMatchObject([{ ContinuationToken: expect.stringMatching(/./) as string }]);

    await create('items', { id: 'later' });

    await witness.seen(has('fresh', 'later'));
    await witness.seen(has('items', 'later'));
  });

  it('gives an item that changed once more, as it is now', async () => {
    await create('items', { id: 'twice', version: 1 });
    await witness.seen(has('items', 'twice'));

    await database.container('items').item('twice', 'k').replace({ id: 'twice', k: 'k', version: 2 });

    const isSecond = (report: Report) => items(report).some(({ id, version }) => id === 'twice' && version === 2);
    expect(await witness.seen((report) => of('items')(report) && isSecond(report))).toHaveLength(1);
  });
});

describe(page('azure-functions/functions-bindings-error-pages#retry-policies'), () => {
  it('passes over items that the retries could not mend, and over nothing else', async () => {
    witness.answer('retriedItems', ({ items: given }) => ((given as Item[])[0]?.id === 'bad' ? 500 : 200));

    await create('retried', { id: 'bad' });
    await create('retried', { id: 'good' });
    await witness.seen(has('retriedItems', 'good'));

    const ids = witness.reports.filter(of('retriedItems')).flatMap(items);
    expect(ids.map(({ id }) => id)).toEqual(['bad', 'bad', 'good']);
  });
});
