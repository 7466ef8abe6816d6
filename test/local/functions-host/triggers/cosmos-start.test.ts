import { once } from 'node:events';
import { expect, it } from 'vitest';
import { create, followers, saw } from './followers.ts';

const { aFollower, client, signals } = await followers();

it('sees only what comes after its first start, unless it asks for the beginning', async () => {
  const { name, items, start } = aFollower(saw, 'startFromBeginning: false,');
  await create(items, 'old');
  const app = await start();
  await firstLook(name);

  await create(items, 'new');

  await app.said('saw new');
  expect(app.seen()).toEqual(['new']);
  const { resources } = await client.database('db').container('leases').items.readAll().fetchAll();
  expect(resources.map(({ id }) => id)).toContain(`db_${name}..0`);
});

/** Resolves when the checkpoint of the container's first look is stored. */
async function firstLook(name: string) {
  const lease = client.database('db').container('leases').item(`db_${name}..0`, `db_${name}..0`);
  for (;;) {
    const stored = once(signals, 'container:db/leases');
    const { resource } = await lease.read<{ ContinuationToken: string }>();
    if (resource?.ContinuationToken) return;
    await stored;
  }
}

it('begins at the time that the app names', async () => {
  const { items, start } = aFollower(saw, "startFromBeginning: false, startFromTime: '2020-01-01T00:00:00Z',");
  await create(items, 'since then');

  const app = await start();

  await app.said('saw since then');
});

it.each([
  { what: 'a time that is none', trigger: "startFromBeginning: false, startFromTime: 'soon',", error: "'soon'" },
  { what: 'both ways to begin', trigger: "startFromTime: '2020-01-01T00:00:00Z',", error: "'startFromTime'" },
  { what: 'all versions', trigger: "changeFeedMode: 'AllVersionsAndDeletes',", error: 'AllVersionsAndDeletes' },
])('puts a function in error that asks for $what', async ({ trigger, error }) => {
  const { start } = aFollower(saw, trigger);

  const app = await start();

  expect(app.host.functions()).toMatchObject([{ name: 'follow', error: expect.stringContaining(error) as string }]);
});

it('leaves a lease alone that another host keeps, and takes one that nobody renews', async () => {
  const { name, items, start } = aFollower(saw, 'leaseAcquireInterval: 50, leaseExpirationInterval: 1000,');
  const id = `db_${name}..0`;
  const lease = { id, ContinuationToken: '', Owner: 'another host', timestamp: new Date().toISOString() };
  const leases = client.database('db').container('leases');
  await leases.items.create(lease);
  await create(items, 'a');

  const app = await start();
  await app.said('saw a');

  const { resource } = await leases.item(id, id).read<typeof lease>();
  expect(resource?.Owner).not.toBe('another host');
  expect(Date.now() - Date.parse(lease.timestamp)).toBeGreaterThanOrEqual(1000);
});

it('says which lease container is missing, and makes none', async () => {
  const { items, start } = aFollower(saw, "leaseContainerName: 'nowhere',");
  await create(items, 'a');

  const app = await start();

  await app.said("lease container 'nowhere'");
});
