import { describe, expect, it } from 'vitest';
import { BlobServiceClient } from '@azure/storage-blob';
import { CosmosClient } from '@azure/cosmos';
import { shipped } from '../../src/training/seed-folders.ts';
import { docscore, jsonLines } from '../cli/run-docscore.ts';
import { call, callAs, idOf, show, tokenOf } from './documents-api.ts';
import { endOf } from './hub.ts';
import { runningSystem } from './running-system.ts';

const review = 'The pasta was delicious and our waiter could not have been kinder. The best dinner in years.';

describe('what operators do', () => {
  const running = runningSystem({ MAX_ATTEMPTS: '1' });

  const upload = (name: string) => running.system.uploads.getBlockBlobClient(name).upload(review, review.length);
  const post = (path: string) => callAs(running.system, 'operator', path, { method: 'POST' });
  const cli = async (...args: string[]) =>
    docscore([...args, '--url', running.system.url], {
      env: { DOCSCORE_TOKEN: await tokenOf(running.system, 'operator') },
    });

  it('reprocessing starts the next run; the one before stays readable, and each has one event', async () => {
    await upload('twice.txt');
    await running.hub.events(endOf('twice.txt'));
    const { version } = await show(running.system, 'twice.txt');

    const answer = await post(`/api/documents/${idOf('twice.txt')}/reprocess`);

    expect([answer.status, answer.headers.get('location')]).toEqual([202, `/api/documents/${idOf('twice.txt')}`]);
    expect(await answer.json()).toMatchObject({ version, run: 2, state: 'pending' });
    const [first, second] = await running.hub.events(endOf('twice.txt', 'scored'), 2);
    expect([first?.data.run, second?.data.run]).toEqual([1, 2]);
    expect(first?.id).not.toBe(second?.id);
    const shown = await show(running.system, 'twice.txt');
    expect(shown.runs.map(({ run, state, predictions }) => [run, state, predictions[0]?.label])).toEqual([
      [2, 'scored', 'review'],
      [1, 'scored', 'review'],
    ]);
    const ocr = `/api/documents/${idOf('twice.txt')}/ocr?version=${version}&run=1`;
    expect((await call(running.system, ocr)).status).toBe(200);
  });

  it('what has ended is neither cancelled nor replayed', async () => {
    await upload('ended.txt');
    await running.hub.events(endOf('ended.txt'));

    for (const order of ['cancel', 'replay']) {
      const answer = await post(`/api/documents/${idOf('ended.txt')}/${order}`);
      expect([answer.status, await answer.json()]).toMatchObject([
        409,
        { code: 'conflict', detail: expect.stringContaining('scored') as string },
      ]);
    }
    expect((await post(`/api/documents/${'a'.repeat(26)}/reprocess`)).status).toBe(404);
  });

  it('documents that died of the same are shown as one cause, and go on together once it is mended', async () => {
    const { connectionStrings } = running.system;
    const models = BlobServiceClient.fromConnectionString(connectionStrings.Storage).getContainerClient('models');
    await rollOut(connectionStrings.Cosmos, '9.9.9');
    const dead = await uploadUntilTwoDie();

    const { causes } = JSON.parse((await cli('dead', '-o', 'json')).stdout) as { causes: { cause: string }[] };
    expect(causes).toMatchObject([{ stage: 'score', code: 'not-found', count: 2 }]);
    const cause = causes[0]?.cause ?? '';
    expect((await cli('dead')).stdout).toMatch(new RegExp(`2 {2}${cause} {2}score`));
    expect(
      jsonLines((await cli('dead', '--cause', cause, '-o', 'json')).stdout)
        .map(({ name }) => name)
        .sort(),
    ).toEqual([...dead].sort());

    await registerAs(models, '9.9.9');
    const replayed = await cli('replay', '--cause', cause, '-o', 'json');
    expect(jsonLines(replayed.stdout)).toMatchObject([{ replayed: 2, skipped: 0, more: false }]);
    for (const name of dead) {
      await running.hub.events(endOf(name, 'scored'));
      const { runs } = await show(running.system, name);
      expect(runs.map(({ run, state, predictions }) => [run, state, predictions.length])).toEqual([[1, 'scored', 2]]);
    }
    expect((await cli('dead')).stderr).toContain('No document is dead');
  });

  it('a backfill looks at all that is there, and finds nothing that is not known', async () => {
    const { stdout, exitCode } = await cli('backfill', '-o', 'json');

    const [{ looked, registered } = {}] = jsonLines(stdout);
    expect([exitCode, registered]).toEqual([0, 0]);
    expect(Number(looked)).toBeGreaterThanOrEqual(3);
  });

  /** Instances learn of a rollout within two seconds; until then documents are scored. */
  async function uploadUntilTwoDie(): Promise<string[]> {
    const dead: string[] = [];
    for (let index = 0; dead.length < 2; index++) {
      const name = `dying-${String(index)}.txt`;
      await upload(name);
      const [end] = await running.hub.events(endOf(name));
      if (end?.type.includes('.dead.')) dead.push(name);
    }
    return dead;
  }
});

async function rollOut(connectionString: string, modelVersion: string): Promise<void> {
  const client = new CosmosClient(connectionString);
  const item = client.database('docscore').container('models').item('rollout', 'document-type');
  await item.patch([{ op: 'set', path: '/green/modelVersion', value: modelVersion }]);
  client.dispose();
}

/** The shipped version under another number. */
async function registerAs(models: ReturnType<BlobServiceClient['getContainerClient']>, modelVersion: string) {
  const { modelVersion: present } = shipped('document-type');
  const read = (name: string) => models.getBlobClient(`document-type/${present}/${name}`).downloadToBuffer();
  const manifest = JSON.parse((await read('manifest.json')).toString()) as { files: Record<string, string> };
  const write = (name: string, bytes: Buffer) =>
    models.getBlockBlobClient(`document-type/${modelVersion}/${name}`).upload(bytes, bytes.length);
  for (const name of Object.keys(manifest.files)) await write(name, await read(name));
  await write('manifest.json', Buffer.from(JSON.stringify({ ...manifest, modelVersion })));
}
