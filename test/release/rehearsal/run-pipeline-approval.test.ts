import { describe, expect, it } from 'vitest';
import type { Decision } from '../../../src/local/azure-devops/approvals.ts';
import { rehearseYaml } from './a-rehearsal.ts';
import { yaml } from './yaml.ts';

const release = yaml`
  pool: { vmImage: ubuntu-24.04 }
  stages:
    - stage: candidate
      jobs:
        - deployment: d
          environment: candidate
          strategy: { runOnce: { deploy: { steps: [{ script: echo staged }] } } }
    - stage: prod
      jobs:
        - deployment: d
          environment: prod
          strategy: { runOnce: { deploy: { steps: [{ script: echo live, name: go }] } } }
    - stage: withdraw
      dependsOn: [candidate, prod]
      condition: and(always(), ne(dependencies.candidate.result, 'Skipped'), notIn(dependencies.prod.result, 'Succeeded', 'SucceededWithIssues'))
      jobs: [{ job: j, steps: [{ script: echo withdrawn, name: leave }] }]
`;

describe('an approval', () => {
  it('lets the stage in when it is given', async () => {
    const { results, at, logOf } = await rehearseYaml(release, {
      decisions: { prod: { status: 'approved', by: 'bob', comment: 'Fine' } },
    });

    expect(results).toEqual({ candidate: 'Succeeded', prod: 'Succeeded', withdraw: 'Skipped' });
    expect(at('prod/approval')).toMatchObject({ result: 'Succeeded', note: 'approved by bob: “Fine”' });
    expect(logOf('prod/approval')).toBe('asks reviewers until 1970-01-01T00:00:00.000Z\nLook at the evidence.');
    expect(logOf('prod/d/go')).toBe('live');
  });

  it.each<[Decision, 'Failed' | 'Skipped', string]>([
    [{ status: 'rejected', by: 'bob', comment: 'Too slow' }, 'Failed', 'rejected by bob: “Too slow”'],
    [{ status: 'rejected', by: 'bob', comment: 'Too slow' }, 'Skipped', 'rejected by bob: “Too slow”'],
    [{ status: 'timedOut' }, 'Failed', 'timed out: nobody decided'],
    [{ status: 'timedOut' }, 'Skipped', 'timed out: nobody decided'],
  ])('that ends as %o keeps the stage out, which reads %s, and the candidate leaves', async (decision, read, why) => {
    const { results, at, records, logOf } = await rehearseYaml(release, {
      ...{ decisions: { prod: decision }, rejectedAs: read },
    });

    expect(results).toEqual({ candidate: 'Succeeded', prod: read, withdraw: 'Succeeded' });
    expect([at('prod').note, at('prod/approval').note]).toEqual([why, why]);
    expect(records.some(({ id }) => id.startsWith('prod/d'))).toBe(false);
    expect(logOf('withdraw/j/leave')).toBe('withdrawn');
  });

  it('of a run that was cancelled reads Canceled, and the candidate leaves', async () => {
    const { results } = await rehearseYaml(release, { decisions: { prod: { status: 'canceled', by: 'ada' } } });

    expect(results).toEqual({ candidate: 'Succeeded', prod: 'Canceled', withdraw: 'Succeeded' });
  });

  it('of an environment that the pipeline may not use is not even asked', async () => {
    const { results, at, records } = await rehearseYaml(release, {
      decisions: { prod: { status: 'approved' } },
      mayUse: (environment) => {
        if (environment === 'prod') throw new Error('The pipeline is not authorised to use environment prod');
      },
    });

    expect(results).toMatchObject({ prod: 'Failed', withdraw: 'Succeeded' });
    expect(at('prod').note).toBe('The pipeline is not authorised to use environment prod');
    expect(records.some(({ name }) => name === 'approval')).toBe(false);
  });
});

describe('branch control and business hours', () => {
  it('keep a stage out before anybody is asked', async () => {
    const { results, at, records } = await rehearseYaml(release, {
      decisions: { prod: { status: 'approved' } },
      refusal: (environment) =>
        environment === 'prod' ? { check: 'branch control', reason: 'refs/heads/x is not main' } : undefined,
    });

    expect(results).toEqual({ candidate: 'Succeeded', prod: 'Failed', withdraw: 'Succeeded' });
    expect(at('prod/branch control')).toMatchObject({ result: 'Failed', note: 'refs/heads/x is not main' });
    expect(at('prod').note).toBe('branch control: refs/heads/x is not main');
    expect(records.some(({ name }) => name === 'approval')).toBe(false);
  });
});
