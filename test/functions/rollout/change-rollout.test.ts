import { describe, expect, it } from 'vitest';
import { memoryRollouts } from '../../../src/adapters/memory-rollouts.ts';
import type { RolloutDetail } from '../../../src/domain/rollout-view.ts';
import { aCanary, aShadow } from '../../fixtures/rollouts.ts';
import { aRolloutSystem } from './a-rollout-system.ts';

/** Labels that say: blue is right, green is wrong. */
async function withLabels(system: ReturnType<typeof aRolloutSystem>, count: number, text: string, label: string) {
  for (let index = 0; index < count; index++) await system.label(text, label, index);
}

describe('a change of a rollout', () => {
  it('goes from shadow over canary to promotion and back, each with who and why', async () => {
    const system = aRolloutSystem();

    expect((await system.change({ action: 'shadow', modelVersion: '2.0.0', why: 'trained anew' })).status).toBe(200);
    expect((await system.change({ action: 'canary', share: 0.1 }, { as: 'operator' })).status).toBe(200);
    await withLabels(system, 60, 'great', 'yes');
    expect((await system.change({ action: 'promote' })).status).toBe(200);
    const back = await system.change({ action: 'rollback' }, { as: 'operator' });

    expect(back.body).toMatchObject({
      generation: 4,
      green: { modelVersion: '1.0.0' },
      possible: ['shadow', 'canary', 'redeploy'],
    });
    const { history } = (await system.get()).body as RolloutDetail;
    expect(history.map(({ action, by, why, isForced }) => ({ action, by, why, isForced }))).toEqual([
      { action: 'rollback', by: 'app:operator' },
      { action: 'promote', by: 'app:release' },
      { action: 'canary', by: 'app:operator' },
      { action: 'shadow', by: 'app:release', why: 'trained anew' },
    ]);
    expect(history[1]).toMatchObject({
      from: { generation: 2, blue: { modelVersion: '2.0.0', share: 0.1 } },
      to: { generation: 3, green: { modelVersion: '2.0.0' } },
      evidenceDigest: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
  });

  it('refuses a promotion that the rule speaks against, with its figures, unless it is forced with a reason', async () => {
    const system = aRolloutSystem({ rollout: { blue: aCanary(0.1) } });
    await withLabels(system, 60, 'good', 'yes');

    const refused = await system.change({ action: 'promote' });
    const unexplained = await system.change({ action: 'promote', force: true });
    expect((await system.rollout())?.green.modelVersion).toBe('1.0.0');
    const forced = await system.change({ action: 'promote', force: true, why: 'The law demands it' });

    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'conflict', detail: expect.stringContaining('blue 0 %, green 100 % of 60 labels') as string },
    });
    expect(unexplained).toMatchObject({ status: 400, body: { errors: [{ pointer: '/why' }] } });
    expect(forced.status).toBe(200);
    const { history } = (await system.get()).body as RolloutDetail;
    expect(history[0]).toMatchObject({ action: 'promote', isForced: true, why: 'The law demands it' });
  });

  it.each([
    { name: 'nothing compared it', blue: aShadow(), labels: 0 },
    { name: 'too few labels are there', blue: aCanary(0.1), labels: 10 },
  ])('refuses a promotion while $name', async ({ blue, labels }) => {
    const system = aRolloutSystem({ rollout: { blue } });
    await withLabels(system, labels, 'great', 'yes');

    expect(await system.change({ action: 'promote' })).toMatchObject({
      ...{ status: 409, body: { detail: expect.stringContaining('not enough data') as string } },
    });
  });

  it('does not ask the labels on the way back', async () => {
    const system = aRolloutSystem({ rollout: { blue: aCanary(0.5), earlier: ['3.0.0'] } });
    const away = {
      ...system.services,
      labels: { ...system.services.labels, since: () => Promise.reject(new Error('away')) },
    };
    Object.assign(system.services, away);

    expect((await system.change({ action: 'withdraw' })).status).toBe(200);
    expect((await system.change({ action: 'rollback' })).status).toBe(200);
  });

  it.each([
    { name: 'an unknown model', model: 'nobody', change: { action: 'redeploy', modelVersion: '1.0.0' }, status: 404 },
    { name: 'an unknown version', change: { action: 'shadow', modelVersion: '7.7.7' }, status: 404 },
    { name: 'a step that is not possible', change: { action: 'shift', share: 0.2 }, status: 409 },
    { name: 'a share above one', change: { action: 'canary', modelVersion: '2.0.0', share: 10 }, status: 400 },
    { name: 'an unknown action', change: { action: 'celebrate' }, status: 400 },
    { name: 'an unknown field', change: { action: 'withdraw', now: true }, status: 400 },
  ])('answers $status to $name, and changes nothing', async ({ model = 'review', change, status }) => {
    const system = aRolloutSystem();
    const before = await system.rollout();

    expect((await system.change(change, { model })).status).toBe(status);

    expect(await system.rollout()).toEqual(before);
  });

  it('answers 412 to who has read an older one, and lets one of two win', async () => {
    const system = aRolloutSystem();
    const { etag = '' } = (await system.get()).headers;
    const shadow = { action: 'shadow', modelVersion: '2.0.0' };

    const outcomes = await Promise.all([
      system.change(shadow, { ifMatch: etag }),
      system.change(shadow, { ifMatch: etag }),
    ]);
    const late = await system.change({ action: 'withdraw' }, { ifMatch: etag });

    expect(outcomes.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect(late).toMatchObject({ status: 412, body: { code: 'changed' } });
  });

  it('lets only the role release promote and redeploy', async () => {
    const system = aRolloutSystem({ rollout: { blue: aCanary(0.5), earlier: ['3.0.0'] } });

    for (const change of [{ action: 'promote' }, { action: 'redeploy', modelVersion: '3.0.0' }])
      expect((await system.change(change, { as: 'operator' })).status).toBe(403);
    expect((await system.change({ action: 'withdraw' }, { as: 'operator' })).status).toBe(200);
  });

  it('lets the first version of a model serve without a comparison', async () => {
    const system = aRolloutSystem();
    const first = { action: 'redeploy', modelVersion: '1.0.0' };
    // Registered, and nothing serves: as after `docscore models register`.
    Object.assign(system.services, { rollouts: memoryRollouts() });

    expect(await system.change(first)).toMatchObject({
      status: 200,
      body: { generation: 1, green: { modelVersion: '1.0.0' } },
    });
    expect((await system.get('document-type')).status).toBe(404);
  });
});
