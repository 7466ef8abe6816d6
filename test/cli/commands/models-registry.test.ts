import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ModelSummary } from '../../../src/domain/model-view.ts';
import { registriesForFile } from '../../adapters/models/registries.ts';
import { aModel, columnGraph } from '../../models/graphs.ts';
import { hostileGraphs } from '../../models/hostile-graphs.ts';
import { modelsServer } from '../models-server.ts';
import { modelsClient } from '../../../src/cli/connect/models-client.ts';
import { docscore, jsonLines } from '../run-docscore.ts';

const delays: ModelSummary = {
  model: 'delays',
  description: 'Whether a bus is late',
  state: 'serving',
  modelVersion: '1.0.0',
  generation: 3,
  slots: {
    green: { modelVersion: '1.0.0', state: 'serving' },
    blue: { modelVersion: '1.2.0', state: 'serving', mode: 'canary', share: 0.1, since: '2026-06-01T12:00:00.000Z' },
  },
  versions: ['1.2.0', '1.1.0', '1.0.0'],
};
const fresh: ModelSummary = { model: 'fresh', state: 'registered', slots: {}, versions: ['2.0.0'] };
const metrics = { '1.0.0': { accuracy: 0.8 }, '1.1.0': { accuracy: 0.9 }, '1.2.0': { accuracy: 0.7 } };

describe('what there is', () => {
  let server: Awaited<ReturnType<typeof modelsServer>>;
  beforeAll(async () => void (server = await modelsServer([delays, fresh], metrics)));
  afterAll(() => server[Symbol.asyncDispose]());
  const models = (...args: string[]) => docscore(['models', ...args, '--url', server.url]);

  it('lists models with their slots and versions', async () => {
    const { exitCode, stdout } = await models('list');

    const [title, ...rows] = stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.split(/ {2,}/));
    expect(exitCode).toBe(0);
    expect(title).toEqual(['model', 'state', 'green', 'blue', 'versions', 'description']);
    expect(rows[0]).toEqual([
      'delays',
      'serving',
      '1.0.0',
      '1.2.0 canary 10.0 %',
      '1.2.0, 1.1.0, 1.0.0',
      'Whether a bus is late',
    ]);
    expect(rows[1]).toEqual(['fresh', 'registered', '2.0.0']);
  });

  it('prints one model a line for programs', async () => {
    const { stdout } = await models('list', '--output', 'json');

    expect(jsonLines(stdout)).toEqual([delays, fresh]);
  });

  it('exits 1 for a version that is not there', async () => {
    const { exitCode, stdout, stderr } = await models('show', 'delays', '9.0.0');

    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toContain('There is no version 9.0.0 of model delays');
  });

  it.each([
    { model: 'delays', wanted: undefined, shown: '1.0.0', what: 'the version that serves' },
    { model: 'delays', wanted: '1.2.0', shown: '1.2.0', what: 'the version named' },
    { model: 'delays', wanted: 'latest', shown: '1.2.0', what: 'the latest' },
    { model: 'delays', wanted: 'best:accuracy', shown: '1.1.0', what: 'the best by a metric' },
    { model: 'fresh', wanted: undefined, shown: '2.0.0', what: 'the latest where none serves' },
  ])('asks for $what', async ({ model, wanted, shown }) => {
    const { manifest } = await modelsClient(server).show(model, wanted);

    expect(manifest).toMatchObject({ model, modelVersion: shown });
  });

  it('names the metrics that there are', async () => {
    await expect(modelsClient(server).show('delays', 'best:beauty')).rejects.toMatchObject({
      exitCode: 1,
      message: 'No version of delays has the metric beauty',
      next: 'They have accuracy.',
    });
  });
});

describe('register', () => {
  const registry = registriesForFile();
  const good = aModel(columnGraph());
  /** In the container of the setting's name; tests have others of their own. */
  const register = async (folder: string, ...more: string[]) => {
    await registry.service.getContainerClient('models').createIfNotExists();
    const env = { Storage: registry.azurite.connectionString, TMPDIR: registry.scratch };
    return await docscore(['models', 'register', folder, ...more], { env });
  };

  it('says each step, what is registered and what comes next; the same again does nothing', async () => {
    const folder = await registry.folderOf(good);

    const first = await register(folder);
    const second = await register(folder, '--output', 'json');

    expect([first.exitCode, first.stdout]).toEqual([0, 'delays 1.0.0 is registered\n']);
    expect(first.stderr.split('\n').slice(0, 3)).toEqual([
      '✓ files, digests, manifest and graph are right',
      '✓ test-load passed',
      '✓ stored; the manifest was written last',
    ]);
    expect(first.stderr).toContain('docscore models show delays 1.0.0');
    expect(jsonLines(second.stdout)).toEqual([{ model: 'delays', modelVersion: '1.0.0', outcome: 'exists' }]);
  });

  it('exits 1 with the reason for a model that fails its test-load', async () => {
    const { exitCode, stdout, stderr } = await register(
      await registry.folderOf(aModel(hostileGraphs.noProbabilities, { modelVersion: '6.6.6' })),
    );

    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toContain('Model delays 6.6.6 is refused: its test-load failed: it gives [');
  });

  it('exits 2 for a storage that is none, and does not repeat it', async () => {
    const { exitCode, stderr } = await register(registry.scratch, '--storage', 'AccountKey=c2VjcmV0');

    expect(exitCode).toBe(2);
    expect(stderr).not.toContain('c2VjcmV0');
  });

  it('exits 3 when nothing runs that it could register in', async () => {
    const { exitCode, stderr } = await docscore(['models', 'register', registry.scratch], { cwd: registry.scratch });

    expect([exitCode, stderr]).toEqual([3, expect.stringContaining('No docscore is running here')]);
  });
});
