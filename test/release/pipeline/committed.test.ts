import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readAzureDevOps } from '../../../src/release/azure-devops.ts';
import { stepsOf } from '../../../src/release/pipeline/checks/walk.ts';
import { expandPipeline } from '../../../src/release/pipeline/expand-pipeline.ts';
import { evaluateCondition } from '../../../src/release/pipeline/run/evaluate-runtime.ts';
import { isTriggered, isTriggeredBy } from '../../../src/release/pipeline/run/is-triggered.ts';

const root = join(import.meta.dirname, '../../..');
const { environments } = readAzureDevOps(root);
const committed = (name: string) =>
  expandPipeline({ root, file: `pipelines/${name}.yml` }).pipeline ?? expect.fail(`no ${name}`);

describe('the pipelines of this repository', () => {
  it('release what ci made on main, and build nothing', () => {
    const release = committed('release');

    expect(isTriggeredBy(release, { pipeline: 'docscore-ci', branch: 'refs/heads/main' })).toBe(true);
    expect(isTriggeredBy(release, { pipeline: 'docscore-ci', branch: 'refs/heads/x' })).toBe(false);
    expect(isTriggered(release, { branch: 'main', changedPaths: ['src/app.ts'] })).toBe(false);
    expect(stepsOf(release).filter(({ step }) => /npm run (build|package)/.test(step.script ?? ''))).toEqual([]);
  });

  it('go from dev to test to a candidate by themselves, and ask a person before prod alone', () => {
    const { stages } = committed('release');

    const asked = stages.filter(({ jobs }) =>
      jobs.some(({ environment }) => environments[environment ?? '']?.approval !== undefined),
    );
    expect(stages.map(({ name, dependsOn }) => [name, ...dependsOn])).toEqual([
      ['dev'],
      ['test', 'dev'],
      ['prod_candidate', 'test'],
      ['prod', 'prod_candidate'],
      ['withdraw', 'prod_candidate', 'prod'],
    ]);
    expect(asked.map(({ name }) => name)).toEqual(['prod']);
  });

  it.each([
    ['release', 'prod_candidate', 'prod'],
    ['train', 'candidate', 'promote'],
  ])('%s withdraws the candidate whenever the approved stage does not succeed', (name, candidate, approved) => {
    const withdraw = committed(name).stages.find((stage) => stage.name === 'withdraw');
    const runs = (['Succeeded', 'SucceededWithIssues', 'Failed', 'Canceled', 'Skipped'] as const).filter((result) =>
      evaluateCondition(withdraw?.condition, {
        variables: {},
        dependencies: { [candidate]: { result: 'Succeeded' }, [approved]: { result } },
        isCanceled: result === 'Canceled',
      }),
    );

    expect(runs).toEqual(['Failed', 'Canceled', 'Skipped']);
  });

  it('train after a change of what models are made of, and not after one of the README', () => {
    const train = committed('train');

    const selects = (path: string) => isTriggered(train, { branch: 'main', changedPaths: [path] });
    expect(['README.md', 'docs/models.md', 'src/app.ts'].filter(selects)).toEqual([]);
    expect(selects('src/training/train.ts')).toBe(true);
  });

  it('run steps of one line', () => {
    const scripts = ['ci', 'release', 'train'].flatMap((name) =>
      stepsOf(committed(name)).map(({ step }) => step.script ?? step.inputs['inlineScript'] ?? ''),
    );

    expect(scripts.filter((script) => script.trim().includes('\n'))).toEqual([]);
  });
});
