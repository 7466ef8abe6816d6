/** A process that runs Azurite on the folder it is given, until it is killed. Tells its parent the connection string. */
import { startAzurite } from '../../../src/local/azurite/azurite.ts';

const [dir] = process.argv.slice(2);
if (dir === undefined) throw new Error('usage: azurite-process.ts <folder>');
const azurite = await startAzurite({ dir, blobPort: 0, queuePort: 0 });
process.once('disconnect', () => process.exit());
process.send?.(azurite.connectionString);
