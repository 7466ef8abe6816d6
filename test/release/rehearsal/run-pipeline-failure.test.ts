import { describe, expect, it } from 'vitest';
import type { ExpandedPipeline, Job } from '../../../src/release/pipeline/expanded.ts';
import { rehearseYaml } from './a-rehearsal.ts';
import { yaml } from './yaml.ts';

const inJob = (steps: string) => `pool: { vmImage: ubuntu-24.04 }
stages:
  - stage: s
    jobs:
      - job: j
        steps:
${steps.replaceAll(/^/gm, '          ')}`;

describe('a step that fails', () => {
  it('fails its job: what comes after is skipped, but for what runs always or then', async () => {
    const { results, at } = await rehearseYaml(
      inJob(yaml`
        - { script: exit 3, name: broken }
        - { script: echo never, name: usual }
        - { script: echo then, name: mend, condition: failed() }
        - { script: echo then, name: report, condition: always() }
      `),
    );

    expect(results['s']).toBe('Failed');
    expect(at('s/j/broken')).toMatchObject({ result: 'Failed', log: ['##[error]The step exited with code 3'] });
    expect(at('s/j/usual')).toMatchObject({ result: 'Skipped', note: 'a step before it failed' });
    expect([at('s/j/mend').result, at('s/j/report').result]).toEqual(['Succeeded', 'Succeeded']);
  });

  it('with continueOnError lets the job go on, with issues', async () => {
    const { results, at } = await rehearseYaml(
      inJob(yaml`
        - { script: exit 1, name: broken, continueOnError: true }
        - { script: echo on, name: usual }
      `),
    );

    expect(results['s']).toBe('SucceededWithIssues');
    expect(at('s/j/broken').result).toBe('Failed');
    expect(at('s/j/usual').result).toBe('Succeeded');
  });

  it('runs what stands under on: failure, and nothing under on: success', async () => {
    const { results, at, records } = await rehearseYaml(yaml`
      pool: { vmImage: ubuntu-24.04 }
      stages:
        - stage: s
          jobs:
            - deployment: d
              environment: prod
              strategy:
                runOnce:
                  deploy: { steps: [{ script: exit 1, name: go }] }
                  routeTraffic: { steps: [{ script: echo never, name: route }] }
                  on:
                    failure: { steps: [{ script: echo back, name: rollBack }] }
                    success: { steps: [{ script: echo never, name: cheer }] }
    `);

    expect(results['s']).toBe('Failed');
    expect(at('s/d/rollBack')).toMatchObject({ result: 'Succeeded', log: ['back'] });
    expect(records.filter(({ name }) => name === 'route' || name === 'cheer')).toEqual([]);
  });

  it('may say itself how it ended, and what is wrong', async () => {
    const { results, logOf } = await rehearseYaml(
      inJob(yaml`
        - script: |
            echo "##vso[task.logissue type=warning]Nearly full"
            echo "##vso[task.complete result=SucceededWithIssues]Good enough"
          name: careful
      `),
    );

    expect(results['s']).toBe('SucceededWithIssues');
    expect(logOf('s/j/careful')).toBe('##[warning]Nearly full\nGood enough');
  });
});

describe('what the rehearsal does not know', () => {
  it.each([
    ['a task', '- { task: Bash@3, name: odd, inputs: { script: echo } }', 'Bash@3 is not a task'],
    ['a logging command', '- { script: "echo \'##vso[task.uploadfile]x\'", name: odd }', 'task.uploadfile is not'],
    ['a broken logging command', '- { script: "echo \'##vso[task.complete result=Fine]\'", name: odd }', 'Succeeded, '],
    ['an input of a script', '- { script: echo, name: odd, failOnStderr: true }', 'failOnStderr of a script'],
    ['a retry', '- { script: echo, name: odd, retryCountOnTaskFailure: 2 }', 'retryCountOnTaskFailure'],
  ])('%s is a failure that names it', async (_what, step, words) => {
    const { results, at, logOf } = await rehearseYaml(inJob(step));

    expect(results['s']).toBe('Failed');
    expect(at('s/j/odd').result).toBe('Failed');
    expect(logOf('s/j/odd')).toContain(words);
  });
});

/** A hundredth of a minute. The script would run for an hour. */
const soon = { timeoutInMinutes: 0.01 };
const endless = inJob(yaml`
  - { script: sleep 3600, name: endless }
  - { script: echo, name: report, condition: always() }
`);

describe('a time limit', () => {
  it('of a step fails it', async () => {
    const { at, results } = await rehearseYaml(endless, {
      change: jobsWith((job) => ({ ...job, steps: job.steps.map((step) => ({ ...step, ...soon })) })),
    });

    expect(results['s']).toBe('Failed');
    expect(at('s/j/endless')).toMatchObject({
      ...{ result: 'Failed', log: ['##[error]The step ran longer than the maximum time of 0.01 minutes'] },
    });
  });

  it('of a job cancels it, and what always runs still does', async () => {
    const { at, results } = await rehearseYaml(endless, { change: jobsWith((job) => ({ ...job, ...soon })) });

    expect(results['s']).toBe('Canceled');
    expect(at('s/j').note).toBe('ran longer than the maximum time of 0.01 minutes');
    expect([at('s/j/endless').result, at('s/j/report').result]).toEqual(['Canceled', 'Succeeded']);
  });
});

const jobsWith = (change: (job: Job) => Job) => (pipeline: ExpandedPipeline) => ({
  ...pipeline,
  stages: pipeline.stages.map((stage) => ({ ...stage, jobs: stage.jobs.map(change) })),
});
