import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Outcome } from '../../../src/release/bootstrap/ledger.ts';
import { type ABootstrap, aBootstrap } from './a-bootstrap.ts';

const Things = z.object({ value: z.array(z.looseObject({ id: z.number(), name: z.string() })) });
const Checks = z.object({
  value: z.array(
    z.looseObject({
      id: z.number(),
      type: z.object({ name: z.string() }),
      timeout: z.number(),
      resource: z.unknown(),
      settings: z.looseObject({}),
    }),
  ),
});

const outcomes = async (bootstrap: ABootstrap, outcome: Outcome, options = {}) =>
  (await bootstrap.run(options)).filter((entry) => entry.outcome === outcome);

/** The checks of an environment, as the service has them. */
async function checksOf({ call }: ABootstrap, environment: string) {
  const { value } = Things.parse(await call('GET', `distributedtask/environments?name=${environment}`));
  const query = `resourceType=environment&resourceId=${String(value[0]?.id)}&$expand=settings`;
  return Checks.parse(await call('GET', `pipelines/checks/configurations?${query}`)).value;
}

const approvalOf = async (bootstrap: ABootstrap, environment: string) => {
  const found = (await checksOf(bootstrap, environment)).find(({ type }) => type.name === 'Approval');
  if (!found) throw new Error(`${environment} asks nobody`);
  return found;
};

describe('The bootstrap', () => {
  test('makes everything in an empty project, prod behind an approval that its requester cannot give', async () => {
    const bootstrap = await aBootstrap();
    const entries = await bootstrap.run();
    expect(new Set(entries.map(({ outcome }) => outcome))).toEqual(new Set(['made']));
    const { settings, timeout } = await approvalOf(bootstrap, 'docscore-prod');
    expect(settings).toMatchObject({ minRequiredApprovers: 1, requesterCannotBeApprover: true });
    expect(timeout).toBe(24 * 60);
    const kinds = (await checksOf(bootstrap, 'docscore-prod')).map(
      (check) => check.settings['displayName'] ?? check.type.name,
    );
    expect(kinds.sort()).toEqual(['Approval', 'Branch control', 'Business hours', 'ExclusiveLock']);
    await expect(approvalOf(bootstrap, 'docscore-dev')).rejects.toThrow('docscore-dev asks nobody');
  });

  test('changes nothing when it runs again', async () => {
    const bootstrap = await aBootstrap();
    const first = await bootstrap.run();
    const before = bootstrap.service.writes.length;
    expect(before).toBeGreaterThan(0);
    const second = await bootstrap.run();
    expect(second.map(({ what }) => what)).toEqual(first.map(({ what }) => what));
    expect(new Set(second.map(({ outcome }) => outcome))).toEqual(new Set(['same']));
    expect(bootstrap.service.writes).toHaveLength(before);
  });

  test('plans without a write, and the plan is what the run then makes', async () => {
    const bootstrap = await aBootstrap();
    const planned = await bootstrap.run({ isPlan: true });
    expect(bootstrap.service.writes).toEqual([]);
    expect(await bootstrap.run()).toEqual(planned);
  });

  test('puts a removed approval back and says so', async () => {
    const bootstrap = await aBootstrap();
    await bootstrap.run();
    const { id } = await approvalOf(bootstrap, 'docscore-prod');
    await bootstrap.call('DELETE', `pipelines/checks/configurations/${id}`);
    expect(await outcomes(bootstrap, 'made')).toEqual([
      { outcome: 'made', what: 'environment docscore-prod: approval', differences: [] },
    ]);
    expect(await approvalOf(bootstrap, 'docscore-prod')).toMatchObject({ settings: { minRequiredApprovers: 1 } });
  });

  test('mends an approval that somebody weakened and says what it was', async () => {
    const bootstrap = await aBootstrap();
    await bootstrap.run();
    const { id, type, timeout, resource, settings } = await approvalOf(bootstrap, 'docscore-prod');
    const weakened = { ...settings, requesterCannotBeApprover: false };
    await bootstrap.call('PATCH', `pipelines/checks/configurations/${id}`, {
      type: { ...type, id: '8c6f20a7-a545-4486-9777-f762fafe0d4d' },
      timeout,
      resource,
      settings: weakened,
    });
    expect(await outcomes(bootstrap, 'mended', { isPlan: true })).toHaveLength(1);
    expect(await outcomes(bootstrap, 'mended')).toEqual([
      {
        outcome: 'mended',
        what: 'environment docscore-prod: approval',
        differences: ['settings.requesterCannotBeApprover was false, should be true'],
      },
    ]);
    expect((await approvalOf(bootstrap, 'docscore-prod')).settings).toEqual(settings);
  });

  test('reports a pipeline that may use prod and should not, and leaves it', async () => {
    const bootstrap = await aBootstrap();
    await bootstrap.run();
    const pipelines = Things.parse(await bootstrap.call('GET', 'pipelines')).value;
    const ci = pipelines.find(({ name }) => name === 'docscore-ci');
    const { value } = Things.parse(await bootstrap.call('GET', 'distributedtask/environments?name=docscore-prod'));
    const path = `pipelines/pipelinePermissions/environment/${String(value[0]?.id)}`;
    await bootstrap.call('PATCH', path, { pipelines: [{ id: ci?.id, authorized: true }] });
    expect((await outcomes(bootstrap, 'unlisted')).map(({ what }) => what)).toEqual([
      'docscore-ci may use environment docscore-prod',
    ]);
  });
});
