/** A process that claims the folder it is given and keeps it until it is killed. */
import { claimFolder } from '../../../src/local/cloud/state-folder.ts';

const [dir] = process.argv.slice(2);
if (dir === undefined) throw new Error('usage: claim-process.ts <folder>');
await claimFolder(dir);
process.once('disconnect', () => process.exit());
process.send?.('claimed');
