/** A process that has an environment until it is killed. */
import { startEnvironment } from '../../../src/local/cloud/environment.ts';
import { Resources } from '../../../src/local/cloud/resources.ts';

const [dir] = process.argv.slice(2);
if (dir === undefined) throw new Error('usage: environment-owner-process.ts <state>');
const { controlUrl } = await startEnvironment({ dir, resources: Resources.parse({}) });
process.once('disconnect', () => process.exit());
process.send?.(controlUrl);
