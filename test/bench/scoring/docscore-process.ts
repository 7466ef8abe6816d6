/**
 * docscore as it is deployed, on the local cloud, in a process of its own: tells its address and key, ends with its parent. Its lines
 * are made and dropped.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import deployed from '../../../infra/settings.json' with { type: 'json' };
import { startLocalCloud } from '../../../src/local/cloud/local-cloud.ts';
import { seedModels } from '../../../src/local/cloud/seed-models.ts';

const dir = await mkdtemp(join(tmpdir(), 'bench-scoring-'));
const appDir = join(dir, 'dist');
await promisify(execFile)(process.execPath, [join(import.meta.dirname, '../../../bin/build.ts'), appDir]);
/** Of infra/settings.json: what a deployed app's workers get. */
const { languageWorkers__node__arguments } = deployed;
const asDeployed = { languageWorkers__node__arguments };

const cloud = await startLocalCloud({
  dir: join(dir, 'state'),
  appDir,
  portZero: true,
  // The generator is one caller, and no caller asks as often as it does.
  settings: { ...asDeployed, SWEEP_SCHEDULE: '*/30 * * * * *', RATE_LIMIT_PER_CALLER: '0', RATE_LIMIT_TOTAL: '0' },
  prepare: seedModels,
  log: () => undefined,
});
process.on('disconnect', () => {
  void cloud
    .stop()
    .then(() => rm(dir, { recursive: true, force: true }))
    .then(() => process.exit());
});
process.send?.({ url: cloud.url, key: cloud.functionKey });
