/** A process that runs the local cloud until it is killed. Tells its parent what `running.json` would. */
import { startLocalCloud } from '../../../src/local/cloud/local-cloud.ts';

const [appDir, dir, witnessPort] = process.argv.slice(2);
if (appDir === undefined || dir === undefined || witnessPort === undefined)
  throw new Error('usage: cloud-process.ts <app> <state> <witness port>');
const { connectionStrings, url } = await startLocalCloud({
  appDir,
  dir,
  portZero: true,
  settings: { WITNESS_PORT: witnessPort },
});
process.once('disconnect', () => process.exit());
process.send?.({ connectionStrings, url });
