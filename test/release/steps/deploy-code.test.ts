import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Evidence } from '../../../src/release/evidence/evidence.ts';
import { readEvidence, record } from '../../../src/release/evidence/evidence-folder.ts';
import { deployCode } from '../../../src/release/steps/deploy-code.ts';
import { finish } from '../../../src/release/steps/candidate.ts';
import type { AnEnvironment } from './an-environment.ts';
import { anEnvironment } from './an-environment.ts';
import { aDrop } from '../a-drop.ts';
import { scratch } from '../scratch.ts';

describe('deploying code', () => {
  const path = scratch();
  let first: AnEnvironment;
  let second: AnEnvironment;
  let newer: Evidence;

  beforeAll(async () => {
    await aDrop(path('drop-1'), { runId: 100, code: 'answer(1)' });
    newer = await aDrop(path('drop-2'), { runId: 200, code: 'answer(2)' });
    // Two releases, one environment.
    first = await anEnvironment(path('home'), path('drop-1'));
    const { PATH = '' } = first.context('any').env;
    second = await anEnvironment(path('other'), path('drop-2'), { env: { PATH } });
  });
  afterAll(async () => {
    await first.stop();
    await second.stop();
  });

  it('puts the package there, waits until the app answers with it, and does nothing the second time', async () => {
    const context = first.context('dev-1', 'dev');

    expect(await deployCode(context, { app: 'live' })).toMatchObject({ app: 'live', changed: true });
    expect(await first.calls()).toContainEqual(
      expect.stringContaining('config-zip --resource-group rg-docscore-dev --name live'),
    );
    expect(await deployCode(context, { app: 'live' })).toMatchObject({ changed: false });

    expect((await first.calls()).filter((call) => call.includes('config-zip'))).toEqual([]);
    expect((await readEvidence(context.place)).entries.map(({ what }) => what)).toEqual(['deployed']);
  });

  it('keeps what was there before, so that there is a way back', async () => {
    await deployCode(second.context('dev-2', 'dev'), { app: 'live' });

    const { entries } = await readEvidence(second.context('dev-2').place);
    const live = JSON.parse(await readFile(path('home/blobs/live.json'), 'utf8')) as { earlier: { runId: number }[] };
    expect(entries).toMatchObject([
      { what: 'deployed', package: newer.package?.sha256, instead: expect.any(String) as unknown },
    ]);
    expect(live).toMatchObject({ current: { runId: 200 }, earlier: [{ runId: 100 }] });
  });

  it('refuses a package older than the one there, unless it is a roll back', async () => {
    await expect(deployCode(first.context('dev-3', 'dev'), { app: 'live' })).rejects.toThrow(
      /of run 200, and this one is older/,
    );

    expect(await deployCode(first.context('dev-3', 'dev'), { app: 'live', rollBack: true })).toMatchObject({
      changed: true,
    });
  });

  it('refuses a package that is not that of the evidence', async () => {
    const zip = await readFile(path('drop-2/docscore.zip'));
    await writeFile(path('drop-2/docscore.zip'), Buffer.concat([zip, Buffer.from(' ')]));

    await expect(deployCode(second.context('dev-4', 'dev'), { app: 'live' })).rejects.toThrow(
      /not the package of the evidence/,
    );
    expect((await second.calls()).filter((call) => call.includes('config-zip'))).toEqual([]);

    await writeFile(path('drop-2/docscore.zip'), zip);
  });

  it('lets only the candidate go live whose smoke test passed, and only while it stands there', async () => {
    const context = second.context('prod-1');
    const smoke = {
      environment: 'prod',
      what: 'smoke',
      app: 'candidate',
      package: newer.package?.sha256 ?? '',
    } as const;
    const passed = { ...smoke, at: new Date().toISOString(), passed: 9, failed: [], sha256: 'e'.repeat(64) };
    const live = () => deployCode(context, { app: 'live' });

    await expect(live()).rejects.toThrow(/has not passed the smoke test as a candidate/);
    await deployCode(context, { app: 'candidate' });
    await record(context.place, { ...passed, passed: 8, failed: ['ready'] });
    await expect(live()).rejects.toThrow(/has not passed the smoke test as a candidate/);
    await record(context.place, passed);
    await deployCode(first.context('prod-2'), { app: 'candidate', rollBack: true });
    await expect(live()).rejects.toThrow(/Another release took the candidate's place meanwhile \(run 100\)/);
    await deployCode(context, { app: 'candidate' });
    expect(await live()).toMatchObject({ changed: true });
  });

  it('stops the candidate when it is over, but never that of another release', async () => {
    expect(await finish(first.context('prod-3'))).toMatchObject({ stopped: false });
    expect(await finish(second.context('prod-1'))).toMatchObject({ stopped: true });
    expect(await finish(second.context('prod-1'))).toMatchObject({ stopped: false });

    const stopped = [...(await first.calls()), ...(await second.calls())].filter((call) =>
      call.startsWith('functionapp stop'),
    );
    expect(stopped).toEqual(['functionapp stop --resource-group rg-docscore-prod --name candidate --output json']);
    await expect(deployCode(second.context('prod-1'), { app: 'live' })).rejects.toThrow(/candidate was withdrawn/);
  });

  it('goes back in prod only to what served there before', async () => {
    const back = () => deployCode(first.context('prod-5'), { app: 'live', rollBack: true });
    const record = JSON.parse(await readFile(path('home/blobs/live.json'), 'utf8')) as { earlier: unknown[] };

    expect(await back()).toMatchObject({ changed: true });

    await writeFile(path('home/blobs/live.json'), JSON.stringify({ ...record, earlier: [] }));
    await expect(back()).rejects.toThrow(/has not passed the smoke test as a candidate/);
    await writeFile(path('home/blobs/live.json'), JSON.stringify(record));
  });

  it('starts a stopped app before it gets a package', async () => {
    await first.calls();

    await deployCode(second.context('prod-4'), { app: 'candidate' });

    const calls = (await first.calls()).map((call) => call.split(' --')[0]);
    expect(calls.filter((call) => /functionapp (show|start|deploy)/.test(call ?? ''))).toEqual([
      'functionapp show',
      'functionapp start',
      'functionapp deployment source config-zip',
    ]);
  });
});
