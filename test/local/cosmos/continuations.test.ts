import { expect, it } from 'vitest';
import { send } from '../../contracts/cosmos/wire.ts';
import { aContainer } from './a-cosmos.ts';

it('shows the state of its first page, whatever is written meanwhile', async () => {
  const { container } = await aContainer();
  await container.items.create({ id: 'first', x: 'still' });
  await container.items.create({ id: 'second', x: 'still' });
  const iterator = container.items.query('SELECT VALUE c.id FROM c', { maxItemCount: 1, partitionKey: 'still' });
  const first = await iterator.fetchNext();
  await container.items.create({ id: 'third', x: 'still' });

  const second = await iterator.fetchNext();

  expect([first.resources, second.resources]).toEqual([['first'], ['second']]);
  expect(iterator.hasMoreResults()).toBe(false);
});

it('reads on from its token after the server was restarted', async () => {
  const { container, service } = await aContainer();
  for (let n = 0; n < 10; n++) await container.items.create({ id: `i${n}`, x: 'a', n });
  const page = async (token: string) =>
    send(service.connectionString, 'POST', 'dbs/db/colls/items/docs', {
      headers: {
        'content-type': 'application/query+json',
        'x-ms-documentdb-isquery': 'True',
        'x-ms-max-item-count': '5',
        ...(token === '' ? {} : { 'x-ms-continuation': token }),
      },
      body: { query: 'SELECT VALUE c.n FROM c ORDER BY c.n' },
    });
  const first = await page('');
  await service.stop();
  await service.start();

  const second = await page(first.headers.get('x-ms-continuation') ?? '');

  expect([first.body?.['Documents'], second.body?.['Documents']]).toEqual([
    [0, 1, 2, 3, 4],
    [5, 6, 7, 8, 9],
  ]);
});
