import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, readlink, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { BlobServiceClient } from '@azure/storage-blob';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLocalCloud, type LocalCloud } from '../../src/local/cloud/local-cloud.ts';
import { seedModels } from '../../src/local/cloud/seed-models.ts';
import { shipped } from '../../src/training/seed-folders.ts';
import { endOf, listen, type Hub } from '../e2e/hub.ts';

const root = join(import.meta.dirname, '../..');

/** The versions that infra/main.bicep lets the app run on; `.ci/run` installs the other one and says where. */
const nodes = [
  ['24', process.execPath],
  ...(process.env['NODE_22'] === undefined ? [] : [['22', process.env['NODE_22']]]),
];

describe.each(nodes)('the package that is deployed, outside the repository, on Node %s', (major, node) => {
  let folder: string;
  let cloud: LocalCloud;
  let hub: Hub;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'docscore-package-'));
    await promisify(execFile)(process.execPath, [join(root, 'bin/build.ts'), join(folder, 'dist')]);
    cloud = await startLocalCloud({
      appDir: join(folder, 'dist'),
      dir: join(folder, 'state'),
      portZero: true,
      settings: { SWEEP_SCHEDULE: '*/30 * * * * *', languageWorkers__node__defaultExecutablePath: node },
      prepare: seedModels,
    });
    hub = await listen(cloud.connectionStrings.Events);
  }, 120_000);

  afterAll(async () => {
    await hub.close();
    await cloud.stop();
    await rm(folder, { recursive: true });
  });

  it('is run by that Node', async () => {
    const [worker] = cloud.host.workerPids();
    const executable = await readlink(`/proc/${String(worker)}/exe`);
    const { stdout } = await promisify(execFile)(executable, ['--version']);
    expect(stdout).toMatch(new RegExp(`^v${major}\\.`));
  });

  it('takes a scanned document from its upload to its event', async () => {
    const receipt = await readFile(join(root, 'seed/documents/receipt-cafe.jpg'));
    const uploads = BlobServiceClient.fromConnectionString(cloud.connectionStrings.Storage).getContainerClient(
      'documents',
    );
    await uploads.getBlockBlobClient('receipt.jpg').upload(receipt, receipt.length);

    const [event] = await hub.events(endOf('receipt.jpg'));

    expect(event).toMatchObject({
      type: 'docscore.document.scored.v1',
      data: { pages: 1, predictions: [{ model: 'document-type', label: 'receipt' }] },
    });
  });

  it('test-loads a model in a process of its own', async () => {
    const { folder: model } = shipped('incident-outcome');
    const manifest: unknown = JSON.parse(await readFile(new URL('manifest.json', model), 'utf8'));
    const graph = await readFile(new URL('model.onnx', model));
    const child = fork(join(folder, 'dist/test-load-process.js'), [String(process.pid)], {
      ...{ env: {}, execArgv: [], serialization: 'advanced' },
    });

    child.send({ manifest, graph });
    const [reply] = (await once(child, 'message')) as [unknown];
    child.kill('SIGKILL');

    expect(reply).toMatchObject({
      answers: expect.arrayContaining([[expect.any(Number), expect.any(Number)]]) as unknown,
    });
  });

  it('has natives for linux-x64 only and at most 150 MB', async () => {
    const files = await readdir(join(folder, 'dist'), { recursive: true, withFileTypes: true });
    const paths = files.filter((file) => file.isFile()).map(({ parentPath, name }) => join(parentPath, name));
    const sizes = await Promise.all(paths.map(async (path) => (await stat(path)).size));
    const natives = paths
      .filter((path) => /\.(node|so[.\d]*|dll|dylib)$/.test(path))
      .map((path) => path.slice(folder.length));

    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(150e6);
    expect(natives).not.toEqual([]);
    expect(natives.filter((path) => !/linux-x64|linux\/x64/.test(path))).toEqual([]);
  });

  it('says that it is a Functions app whose entry is main.js', async () => {
    const manifest = JSON.parse(await readFile(join(folder, 'dist/package.json'), 'utf8')) as Record<string, unknown>;

    expect(manifest).toMatchObject({ name: 'docscore', type: 'module', main: 'main.js' });
    expect(JSON.parse(await readFile(join(folder, 'dist/host.json'), 'utf8'))).toMatchObject({ version: '2.0' });
  });
});
