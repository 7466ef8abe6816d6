import { describe, expect, it } from 'vitest';
import { everythingOn, planDeployment } from '../../../src/infra/deployment.ts';
import { planTemplate } from '../../../src/infra/plan/plan.ts';
import { policyProblems } from '../../../src/infra/policies/all-policies.ts';
import { faults } from './faults.ts';
import { changedFiles, deploymentAfter, root, type Change } from '../changed-files.ts';

const identity = {
  environment: 'prod',
  federatedIssuer: 'https://issuer.example',
  federatedSubject: 'sc://org/project/x',
};

const bootstrap = (...changes: readonly Change[]) =>
  planTemplate({ template: 'infra/bootstrap.bicep', values: identity, read: changedFiles(...changes) });

describe('policies over the plan', () => {
  it.each([
    { environment: 'dev', values: {} },
    { environment: 'dev', values: everythingOn },
    { environment: 'dev', values: { ...everythingOn, privateNetworking: true } },
    { environment: 'prod', values: {} },
    { environment: 'prod', values: everythingOn },
  ] as const)('hold for $environment with $values', ({ environment, values }) => {
    const { main, events } = planDeployment({ environment, values, root });

    expect([...policyProblems(main), ...policyProblems(events)]).toEqual([]);
  });

  it('hold for the bootstrap', () => {
    expect(policyProblems(bootstrap())).toEqual([]);
  });

  it.each(faults)('find $code when $file says $to', ({ code, ...change }) => {
    const { main } = deploymentAfter('prod', change);

    const problems = policyProblems(main);

    expect(problems.map((problem) => problem.code)).toContain(code);
    expect(problems.every(({ file, line }) => file.startsWith('infra/') && line > 0)).toBe(true);
  });

  it.each([
    { code: 'dead-letter', from: 'deadLetterWithResourceIdentity: {', to: 'deliveryWithResourceIdentity: {' },
    { code: 'dead-letter', from: "identity: { type: 'SystemAssigned' }", to: "identity: { type: 'UserAssigned' }" },
    { code: 'retry-policy', from: 'maxDeliveryAttempts: maxDeliveryAttempts, ', to: '' },
  ])('find $code when events.bicep says $to', ({ code, ...change }) => {
    const { events } = deploymentAfter('dev', { file: 'infra/events.bicep', ...change });

    expect(policyProblems(events).map((problem) => problem.code)).toEqual([code]);
  });

  it.each([
    { code: 'federation', from: 'subject: federatedSubject', to: "subject: ''" },
    { code: 'role-condition', from: "conditionVersion: '2.0'\n", to: '' },
    { code: 'role-condition', from: "condition: '${givesOnly} AND ${takesOnly}'", to: 'condition: givesOnly' },
    { code: 'role-condition', from: "['contributor', 'roleBasedAccessControlAdministrator']", to: "['contributor']" },
  ])('find $code when deployer.bicep says $to', ({ code, ...change }) => {
    const problems = policyProblems(bootstrap({ file: 'infra/modules/deployer.bicep', ...change }));

    expect(problems.map((problem) => problem.code)).toEqual([code]);
  });
});
