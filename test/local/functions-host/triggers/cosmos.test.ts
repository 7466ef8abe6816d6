import { expect, it } from 'vitest';
import { create, followers, saw } from './followers.ts';

const { aFollower, cosmos, signals } = await followers();

it('gives the function every change, in order, and goes on after a restart where it was', async () => {
  const { items, start } = aFollower(saw);
  await create(items, 'a', 'b');
  const first = await start();
  await first.said('saw a,b');
  await create(items, 'c');
  await first.said('saw c');
  await first.said('Succeeded', first.lines.length - 1);
  await first.host.stop();
  await create(items, 'd');

  const second = await start();
  await second.said('saw d');

  expect(second.seen()).toEqual(['d']);
  expect(first.seen()).toEqual(['a', 'b', 'c']);
});

it('tells why it runs, and hands over the items as they are stored', async () => {
  const { name, items, start } = aFollower("context.log('item', JSON.stringify(items[0]), Array.isArray(items));");
  await items.items.create({ id: 'x', k: 'k', nested: { list: [1, null] } });

  const app = await start();

  expect((await app.said('item {')).message).toMatch(/^item \{.*"nested":\{"list":\[1,null\]\}.*"_etag".*\} true$/);
  expect((await app.said('Executing')).message).toContain(`Reason='New changes on container ${name} at `);
});

it('hands over no more than maxItemsPerInvocation at once', async () => {
  const { items, start } = aFollower(saw, 'maxItemsPerInvocation: 2,');
  await create(items, 'a', 'b', 'c', 'd', 'e');

  const app = await start();
  await app.said('saw e');

  expect(app.lines.filter(({ message }) => message.startsWith('saw')).map(({ message }) => message)).toEqual([
    'saw a,b',
    'saw c,d',
    'saw e',
  ]);
});

it('passes over what its retries could not mend, and nothing else', async () => {
  const { items, start } = aFollower(
    `${saw} if (items[0].id === 'bad') throw new Error('cannot');`,
    "maxItemsPerInvocation: 1, retry: { strategy: 'fixedDelay', maxRetryCount: 1, delayInterval: 0 },",
  );
  await create(items, 'bad', 'good');

  const app = await start();
  await app.said('saw good');

  expect(app.seen()).toEqual(['bad', 'bad', 'good']);
});

it('stays at a batch for ever with maxRetryCount -1, also over a restart', async () => {
  const { items, start } = aFollower(
    `${saw} if (!process.env.MENDED) throw new Error('cannot');`,
    "retry: { strategy: 'fixedDelay', maxRetryCount: -1, delayInterval: 0 },",
  );
  await create(items, 'a');
  const broken = await start();
  for (let tries = 0, from = 0; tries < 5; tries++) {
    await broken.said('(Failed', from);
    from = broken.lines.length;
  }
  await broken.host.stop();

  const mended = await start({ settings: { Cosmos: cosmos.connectionString, MENDED: 'yes' } });

  await mended.said('saw a');
  await mended.said('(Succeeded');
});

it('survives that the server goes away', async () => {
  const { items, start } = aFollower(saw);
  const app = await start();
  await create(items, 'before');
  await app.said('Executed');
  await cosmos.stop();
  signals.emit(`container:db/${items.id}`);
  await app.said('cannot be read');
  await cosmos.start();

  await create(items, 'after');

  await app.said('saw after');
  await app.said('can be read again');
  expect(app.seen()).toEqual(['before', 'after']);
});
