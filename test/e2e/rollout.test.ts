import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ModelReplay } from '../../src/domain/replay-view.ts';
import type { RolloutDetail } from '../../src/domain/rollout-view.ts';
import { chooseSlot } from '../../src/models/slot.ts';
import { docscore } from '../cli/run-docscore.ts';
import { callAs, idOf, show, tokenOf } from './documents-api.ts';
import { endOf } from './hub.ts';
import { judge, type Change } from './rollouts/judge.ts';
import { registerCandidate } from './rollouts/register-candidate.ts';
import { steadyRequests } from './rollouts/steady-requests.ts';
import { runningSystem } from './running-system.ts';

const model = 'review-sentiment';
const review = 'The pasta was delicious and our waiter could not have been kinder. The best dinner in years.';

describe('a rollout under a trickle of requests', () => {
  const running = runningSystem();
  const changes: Change[] = [];
  let requests: ReturnType<typeof steadyRequests>;

  const read = async () =>
    (await (await callAs(running.system, 'reader', `/api/models/${model}/rollout`)).json()) as RolloutDetail;
  const note = (rollout: RolloutDetail, askedAt: number) => changes.push({ rollout, askedAt, answeredAt: Date.now() });
  const change = async (body: object) => {
    const askedAt = Date.now();
    const answer = await callAs(running.system, 'release', `/api/models/${model}/rollout`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'if-match': (await read()).etag },
      body: JSON.stringify(body),
    });
    expect(await answer.json()).toMatchObject({ model });
    note(await read(), askedAt);
  };
  /** Waits for an answer as the present rollout gives it, to a request that was made from now on. */
  const untilFollowed = async (is: (answer: { slot: string; modelVersion: string }) => boolean) => {
    const since = Date.now();
    const followed = () => requests.asked.some((one) => one.startedAt >= since && is(one));
    await expect.poll(followed, { timeout: 10_000 }).toBe(true);
  };
  const isFrom = (modelVersion: string, slot: string) => (answer: { slot: string; modelVersion: string }) =>
    answer.modelVersion === modelVersion && answer.slot === slot;

  beforeAll(async () => {
    const { system } = running;
    await registerCandidate(system.connectionStrings.Storage, model, '1.1.0');
    note(await read(), 0);
    requests = steadyRequests({
      ...{ url: system.url, functionKey: system.keys.default, model, instance: { text: review }, perSecond: 20 },
      keyOf: (index) => `customer-${String(index % 40)}`,
    });
  });
  afterAll(() => requests.stop());

  it('compares in shadow, seen by nobody', async () => {
    await change({ action: 'shadow', modelVersion: '1.1.0', why: 'trained anew' });

    await expect.poll(async () => (await read()).comparison?.pairs.rows, { timeout: 10_000 }).toBeGreaterThan(0);

    expect((await read()).comparison).toMatchObject({ agreement: 1, decision: { verdict: 'not enough data' } });
    expect(requests.asked.every(isFrom('1.0.0', 'green'))).toBe(true);
  });

  it('serves a share as canary, also of documents; their event names the slot', async () => {
    await change({ action: 'canary', share: 0.3 });
    await untilFollowed(isFrom('1.1.0', 'blue'));
    const rollout = await read();
    const name = Array.from({ length: 200 }, (_, index) => `review-${String(index)}.txt`).find(
      (one) => chooseSlot(rollout, idOf(one)) === 'blue',
    );

    await running.system.uploads.getBlockBlobClient(name ?? '').upload(review, review.length);
    const [event] = await running.hub.events(endOf(name ?? '', 'scored'), 1);

    const said = { model, modelVersion: '1.1.0', slot: 'blue' };
    expect(event?.data.predictions).toContainEqual(expect.objectContaining(said));
    expect((await show(running.system, name ?? '')).runs[0]?.predictions).toContainEqual(expect.objectContaining(said));
  });

  it('moves nobody back to green while the share rises', async () => {
    await change({ action: 'shift', share: 0.6 });
    const { blue } = await read();

    expect(blue?.share).toBe(0.6);
    const joins = (key: string) =>
      changes
        .slice(-2)
        .map(({ rollout }) => chooseSlot(rollout, key))
        .join() === 'green,blue';
    await expect
      .poll(() => requests.asked.some((one) => one.slot === 'blue' && joins(one.key)), { timeout: 10_000 })
      .toBe(true);
  });

  it('is not promoted against the rule but by force, and rolls back', async () => {
    const cli = async (...args: string[]) =>
      docscore(['models', ...args, '--yes', '--url', running.system.url], {
        env: { DOCSCORE_TOKEN: await tokenOf(running.system, 'release') },
      });

    const refused = await cli('promote', model);
    expect([refused.exitCode, refused.stderr]).toEqual([1, expect.stringContaining('The rule says not enough data')]);

    await change({ action: 'promote', force: true, why: 'a test' });
    await untilFollowed(isFrom('1.1.0', 'green'));
    await change({ action: 'rollback', why: 'a test' });
    await untilFollowed(isFrom('1.0.0', 'green'));

    const { history, generation } = await read();
    expect(generation).toBe(4);
    expect(history.map(({ action, isForced = false }) => [action, isForced])).toEqual([
      ...[
        ['rollback', false],
        ['promote', true],
        ['shift', false],
        ['canary', false],
        ['shadow', false],
        ['seed', false],
      ],
    ]);
  });

  it('lost no request on the way, and answered each as a rollout of its time says', async () => {
    await requests.stop();

    const { failed, strange, movedBack } = judge(requests.asked, changes);
    expect({ failed, strange, movedBack }).toEqual({ failed: 0, strange: [], movedBack: [] });
    // Each step waits until it is followed, which takes more than a request.
    expect(requests.asked.length).toBeGreaterThan(changes.length);
  });

  it('would change nothing with the same weights, as a replay of stored features says', async () => {
    const path = `/api/models/${model}/replay?modelVersion=1.1.0`;
    const answer = await callAs(running.system, 'operator', path);

    const replay = (await answer.json()) as ModelReplay;
    expect(replay).toMatchObject({ modelVersion: '1.1.0', skipped: 0, changed: [] });
    expect(replay.scored).toBeGreaterThan(0);
  });
});
