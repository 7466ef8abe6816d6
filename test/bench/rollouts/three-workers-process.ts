/** The local cloud with docscore on three Functions workers, until its parent goes. argv: the folder of its state. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startLocalCloud } from '../../../src/local/cloud/local-cloud.ts';
import { seedModels } from '../../../src/local/cloud/seed-models.ts';

const [dir] = process.argv.slice(2);
if (dir === undefined) throw new Error('usage: three-workers-process.ts <state>');
const home = join(import.meta.dirname, '../../..');
const sample = JSON.parse(await readFile(join(home, 'local.settings.sample.json'), 'utf8')) as {
  Values: Record<string, string>;
};
const own = /^(Storage|Cosmos|Events)(__|$)|^AzureWebJobsStorage/;
const settings = Object.fromEntries(
  Object.entries(sample.Values).filter(([name, value]) => value !== '' && !own.test(name)),
);
const cloud = await startLocalCloud({
  ...{ dir, appDir: home, portZero: true, prepare: seedModels },
  settings: { ...settings, FUNCTIONS_WORKER_PROCESS_COUNT: '3' },
});
process.once('disconnect', () => void cloud.stop().then(() => process.exit()));
process.send?.('ready');
