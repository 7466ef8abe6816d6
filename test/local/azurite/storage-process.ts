/** A process with Azurite and Event Grid on the folder it is given, until it is killed. Tells its parent where they are. */
import { join } from 'node:path';
import { startAzurite } from '../../../src/local/azurite/azurite.ts';
import { startEventGrid } from '../../../src/local/event-grid/event-grid.ts';
import { aSubscription } from '../event-grid/builders.ts';

/** What the parent hears. */
export interface StorageAddresses {
  connectionString: string;
  endpoint: string;
  key: string;
}

const [dir, webhook] = process.argv.slice(2);
if (dir === undefined || webhook === undefined) throw new Error('usage: storage-process.ts <folder> <webhook>');
const grid = await startEventGrid({
  dir: join(dir, 'event-grid'),
  port: 0,
  topics: [{ name: 'orders' }],
  subscriptions: [aSubscription({ filter: {} }), aSubscription({ name: 'orders', topic: 'orders', filter: {} })],
  deadLetter: () => Promise.reject(new Error('nothing should die here')),
});
const azurite = await startAzurite({
  dir: join(dir, 'azurite'),
  blobPort: 0,
  queuePort: 0,
  onBlobEvent: (event) => grid.publish(event),
});
grid.connect(() => webhook);
process.once('disconnect', () => process.exit());
const addresses: StorageAddresses = {
  connectionString: azurite.connectionString,
  endpoint: grid.endpointOf('orders'),
  key: grid.key,
};
process.send?.(addresses);
