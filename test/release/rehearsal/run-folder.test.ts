import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nextRun, readRunFile, runNumbers, writeRunFile } from '../../../src/release/rehearsal/run-folder.ts';
import { aFolder } from './a-rehearsal.ts';
import { aRejectedRun } from './a-run.ts';

describe('the folder of runs', () => {
  it('numbers runs from 1, after the highest', async () => {
    const runs = join(await aFolder(), 'runs');

    const first = await nextRun(runs);
    await mkdir(join(runs, '9'));
    await mkdir(join(runs, 'notes'));
    const next = await nextRun(runs);

    expect(first).toEqual({ id: 1, folder: join(runs, '1') });
    expect(next).toEqual({ id: 10, folder: join(runs, '10') });
    expect(await runNumbers(runs)).toEqual([10, 9, 1]);
  });

  it('is empty where nobody ran anything', async () => {
    expect(await runNumbers('/nowhere')).toEqual([]);
    expect(await readRunFile('/nowhere', 1)).toBeUndefined();
  });

  it('gives a run back as it was written, to its owner only', async () => {
    const { folder, id } = await nextRun(await aFolder());
    const run = { ...aRejectedRun(), id, devops: { url: 'http://x', project: 'p', tokens: { ada: 't' } } };

    await writeRunFile(folder, run);
    await writeRunFile(folder, { ...run, result: 'succeeded' });

    expect(await readRunFile(join(folder, '..'), id)).toEqual({ ...run, result: 'succeeded' });
    expect((await stat(join(folder, 'run.json'))).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['run.json']);
  });

  it('says what is wrong with a file that is no run', async () => {
    const { folder, id } = await nextRun(await aFolder());
    await writeFile(join(folder, 'run.json'), '{ "id": "one" }');

    await expect(readRunFile(join(folder, '..'), id)).rejects.toThrow('requestedBy');
  });
});
