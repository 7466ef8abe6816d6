/** A process with Azurite and Event Grid, until it is killed. Tells its parent the connection string. */
import { join } from 'node:path';
import { startAzurite } from '../../../src/local/azurite/azurite.ts';
import { startEventGrid } from '../../../src/local/event-grid/event-grid.ts';
import { aSubscription } from './builders.ts';

const [dir, endpoint] = process.argv.slice(2);
if (dir === undefined || endpoint === undefined) throw new Error('usage: storage-process.ts <folder> <endpoint>');
const grid = startEventGrid({
  dir: join(dir, 'event-grid'),
  subscriptions: [
    aSubscription({ includedEventTypes: ['Microsoft.Storage.BlobCreated', 'Microsoft.Storage.BlobDeleted'] }),
  ],
  deadLetter: () => Promise.reject(new Error('nothing should die here')),
});
const azurite = await startAzurite({
  dir: join(dir, 'azurite'),
  blobPort: 0,
  queuePort: 0,
  onBlobEvent: (event) => grid.publish(event),
});
grid.connect(() => endpoint);
process.once('disconnect', () => process.exit());
process.send?.(azurite.connectionString);
