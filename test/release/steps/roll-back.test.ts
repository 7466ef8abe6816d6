import { readFile, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contentsOfZip } from '../../../src/release/packaging/zip.ts';
import { deployCode } from '../../../src/release/steps/deploy-code.ts';
import { rollBack } from '../../../src/release/steps/roll-back.ts';
import { anEnvironment, type AnEnvironment } from './an-environment.ts';
import { aDrop } from '../a-drop.ts';
import { scratch } from '../scratch.ts';

describe('rolling back', () => {
  const path = scratch();
  let number = 0;
  let before: AnEnvironment;
  let after: AnEnvironment;

  /** One release, then the next, on an environment of its own. */
  beforeEach(async () => {
    number += 1;
    await aDrop(path(`drop-${String(number)}a`), { runId: 1, code: 'answer(1)' });
    await aDrop(path(`drop-${String(number)}b`), { runId: 2, code: 'answer(2)' });
    before = await anEnvironment(path(`home-${String(number)}`), path(`drop-${String(number)}a`));
    const { PATH = '' } = before.context('any').env;
    after = await anEnvironment(path(`other-${String(number)}`), path(`drop-${String(number)}b`), { env: { PATH } });
  });
  afterEach(async () => {
    await before.stop();
    await after.stop();
  });
  const home = (file: string) => path(`home-${String(number)}`, file);
  const serves = async () => (await contentsOfZip(home('live.zip'))).build.run;
  const job = (environment: AnEnvironment) => environment.context('job', 'dev');

  it('deploys the package that was there before, byte for byte, and only once', async () => {
    await deployCode(job(before), { app: 'live' });
    const served = await readFile(home('live.zip'));
    await deployCode(job(after), { app: 'live' });
    expect(await serves()).toBe('2');

    expect(await rollBack(job(after))).toMatchObject({ changed: true });

    expect((await readFile(home('live.zip'))).equals(served)).toBe(true);
    expect(await rollBack(job(after))).toMatchObject({ changed: false });
    expect(await serves()).toBe('1');
  });

  it('knows the way back also when the deployment broke off in the middle', async () => {
    await deployCode(job(before), { app: 'live' });
    const breaking = job(after);
    const az: typeof breaking.az = (args) =>
      args.includes('config-zip') ? Promise.reject(new Error('connection reset')) : breaking.az(args);
    await expect(deployCode({ ...breaking, az }, { app: 'live' })).rejects.toThrow('connection reset');

    expect(await rollBack(job(after))).toMatchObject({ changed: true });

    expect(await serves()).toBe('1');
  });

  it('leaves the package of another release alone', async () => {
    await deployCode(job(after), { app: 'live' });

    expect(await rollBack(job(before))).toMatchObject({ changed: false });

    expect(await serves()).toBe('2');
  });

  it('has nothing to do where nothing was ever deployed', async () => {
    expect(await rollBack(job(after))).toEqual({ changed: false, models: [] });
  });

  it('says so when nothing was there before', async () => {
    await deployCode(job(after), { app: 'live' });

    await expect(rollBack(job(after))).rejects.toThrow(/there is nothing to go back to/);
  });

  it('refuses a kept package that was changed meanwhile', async () => {
    await deployCode(job(before), { app: 'live' });
    await deployCode(job(after), { app: 'live' });
    const { earlier } = JSON.parse(await readFile(home('blobs/live.json'), 'utf8')) as {
      earlier: { sha256: string }[];
    };
    await writeFile(home(`blobs/packages/${earlier[0]?.sha256 ?? ''}.zip`), 'something else');

    await expect(rollBack(job(after))).rejects.toThrow(/kept package .* was changed/);

    expect(await serves()).toBe('2');
  });
});
