import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandOf } from '../../../src/release/az/commands.ts';
import { readEvidence } from '../../../src/release/evidence/evidence-folder.ts';
import { deployEvents, deployPlatform, plan } from '../../../src/release/steps/deploy-platform.ts';
import { setOutputs } from '../../../src/release/steps/pipeline-output.ts';
import { verify } from '../../../src/release/steps/verify.ts';
import { sha256 } from '../../../src/release/evidence/digest.ts';
import { anEnvironment, type AnEnvironment } from './an-environment.ts';
import { aDrop } from '../a-drop.ts';
import { scratch } from '../scratch.ts';

const fromOperators = { OPERATORS_GROUP_ID: 'o', READERS_GROUP_ID: 'r', AUTH_AUDIENCE: 'a', ALERT_EMAIL: 'e' };

describe('deploying the platform', () => {
  const path = scratch();
  let environment: AnEnvironment;

  beforeAll(async () => {
    await aDrop(path('drop'));
    environment = await anEnvironment(path('home'), path('drop'));
  });
  afterAll(() => environment.stop());

  it('is planned first: what would change is counted, and kept whole beside the evidence', async () => {
    const context = environment.context('plan', 'prod', fromOperators);

    expect(await plan(context)).toMatchObject({ changes: { Create: 2, Delete: 1 } });

    const [entry] = (await readEvidence(context.place)).entries;
    expect(entry).toMatchObject({ what: 'plan', changes: { Create: 2, Delete: 1 } });
    expect(entry).toHaveProperty('sha256', sha256(await readFile(path('home/plan/what-if-prod.json'))));
    expect(environment.said()).toContain('would delete /b');
  });

  it('takes template and parameters from what ci packaged', async () => {
    await environment.calls();

    await deployPlatform(environment.context('platform', 'dev', fromOperators));

    expect((await environment.calls())[0]).toBe(
      `deployment group create --resource-group rg-docscore-dev --name docscore-platform --template-file ${path('drop/infra/main.bicep')} ` +
        `--parameters ${path('drop/infra/params/dev.bicepparam')} --output json`,
    );
  });

  it('insists on what only the organisation knows', async () => {
    const context = environment.context('platform', 'dev', { ...fromOperators, READERS_GROUP_ID: '' });

    await expect(deployPlatform(context)).rejects.toThrow('READERS_GROUP_ID: not set');
  });

  it('hands what it made on to the event subscriptions', async () => {
    await environment.calls();

    await deployEvents(environment.context('events', 'dev'));

    expect((await environment.calls()).at(-1)).toContain(
      '--parameters systemTopicName=topic storageAccountName=store liveAppName=live',
    );
  });
});

describe('verify', () => {
  const path = scratch();

  it('sets what later stages read, and leaves the evidence in the job', async () => {
    const { digest, package: built } = await aDrop(path('drop'));
    const environment = await anEnvironment(path('home'), path('drop'));
    const { env, ...context } = environment.context('job');

    await verify({ ...context, env: { ...env, BUILD_SOURCEVERSION: 'a'.repeat(40) } }, { expect: digest });

    expect(environment.said()).toContain(`##vso[task.setvariable variable=digest;isOutput=true]${digest}`);
    expect((await readEvidence(context.place)).package).toEqual(built);
    await expect(verify({ ...context, env }, { expect: 'f'.repeat(64) })).rejects.toThrow(/an earlier stage had ffff/);
    await expect(verify({ ...context, env: { BUILD_SOURCEVERSION: 'b'.repeat(40) } }, {})).rejects.toThrow(
      /these sources are of bbbb/,
    );
    await environment.stop();
  });

  it('writes outputs so that the agent reads them back as they were', () => {
    const lines: string[] = [];

    setOutputs('stage-models', { candidates: '50 %\nsecond line' }, (line) => lines.push(line));

    expect(lines).toEqual(['##vso[task.setvariable variable=candidates;isOutput=true]50 %AZP25%0Asecond line']);
  });
});

describe('az', () => {
  const path = scratch();

  it.each([
    { args: 'webapp delete --name x', says: /az webapp delete is not among the commands of a release/ },
    { args: 'functionapp stop --name x', says: /--resource-group is missing/ },
    { args: 'account show --subscription x', says: /--subscription is not known/ },
  ])('refuses "$args"', ({ args, says }) => {
    expect(() => commandOf(args.split(' '))).toThrow(says);
  });

  it('says what az said when it fails', async () => {
    await aDrop(path('drop'));
    const environment = await anEnvironment(path('home'), path('drop'));
    const blob = ['--auth-mode', 'login', '--account-name', 'a', '--container-name', 'c', '--name', 'gone'];

    await expect(
      environment.context('job').az(['storage', 'blob', 'download', ...blob, '--file', path('x')]),
    ).rejects.toThrow('az storage blob download: ERROR: The specified blob does not exist: gone');
    await environment.stop();
  });
});
