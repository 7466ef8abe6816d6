import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RolloutDetail } from '../../src/domain/rollout-view.ts';
import { seededRandom } from '../../src/training/random.ts';
import { call, callAs } from './documents-api.ts';
import { callersInTurn } from './rollouts/callers-in-turn.ts';
import { delays, registerStormModels } from './rollouts/storm-models.ts';
import { runningSystem } from './running-system.ts';

const { model, field, trouble } = delays;
const json = { 'content-type': 'application/json' };

describe('a canary that fails at 5 % of its requests', () => {
  const running = runningSystem();
  let requests: ReturnType<typeof callersInTurn> | undefined;
  const asked = () => requests?.asked ?? [];

  const read = async () =>
    (await (await callAs(running.system, 'reader', `/api/models/${model}/rollout`)).json()) as RolloutDetail;
  const change = async (body: object) => {
    const path = `/api/models/${model}/rollout`;
    const order = { method: 'POST', headers: json, body: JSON.stringify(body) };
    expect((await callAs(running.system, 'release', path, order)).status).toBe(200);
  };
  /** Before its time has come, as an operator does it. */
  const runTimer = async () => {
    const { url, keys } = running.system;
    const headers = { ...json, 'x-functions-key': keys.master };
    const answer = await fetch(`${url}/admin/functions/watch-rollouts`, { method: 'POST', headers, body: '{}' });
    expect(answer.status).toBe(202);
  };
  /** Asks the candidate itself, in a storm. */
  const askCandidate = () => {
    const inputs = [{ name: field, shape: [1], datatype: 'BYTES', data: [trouble] }];
    const request = { method: 'POST', headers: json, body: JSON.stringify({ inputs }) };
    return call(running.system, `/v2/models/${model}/versions/1.1.0/infer`, request);
  };

  beforeAll(async () => {
    const { url, keys, connectionStrings } = running.system;
    await registerStormModels(connectionStrings.Storage);
    await change({ action: 'redeploy', modelVersion: '1.0.0' });
    const random = seededRandom(5);
    requests = callersInTurn({
      ...{ url, functionKey: keys.default, model, callers: 2 },
      instance: () => ({ [field]: random.next() < 0.05 ? trouble : 'rain' }),
      keyOf: (index) => `caller-${String(index)}`,
    });
  });
  afterAll(() => requests?.stop());

  it('is loaded and takes its share, though it answers 500 where it breaks', async () => {
    await change({ action: 'shadow', modelVersion: '1.1.0' });
    await expect.poll(async () => (await askCandidate()).status, { timeout: 10_000 }).toBe(500);

    await change({ action: 'canary', share: 0.25 });

    await expect.poll(() => asked().some(({ slot }) => slot === 'blue'), { timeout: 10_000 }).toBe(true);
  });

  it('is withdrawn by its guard rail, with the figures in the audit', async () => {
    const isWithdrawn = async () => {
      await runTimer();
      return (await read()).blue === undefined;
    };
    await expect.poll(isWithdrawn, { timeout: 50_000, interval: 500 }).toBe(true);

    const { blue, green, history } = await read();
    expect({ blue, green: green.modelVersion }).toEqual({ blue: undefined, green: '1.0.0' });
    expect(history[0]).toMatchObject({
      ...{ action: 'guard', by: 'guard', why: expect.stringContaining('errors') as string },
      from: { blue: { modelVersion: '1.1.0', mode: 'canary', share: 0.25 } },
      evidenceDigest: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
  });

  it('cost nobody an answer, neither before nor after', async () => {
    const since = Date.now() + 3000; // By then a change is known everywhere.
    const after = () => asked().filter(({ startedAt }) => startedAt >= since);
    await expect.poll(() => after().length, { timeout: 10_000 }).toBeGreaterThan(50);
    await requests?.stop();

    expect(asked().filter(({ status }) => status !== 200)).toEqual([]);
    expect(new Set(asked().map(({ slot }) => slot))).toEqual(new Set(['green', 'blue']));
    expect(after().filter(({ slot, modelVersion }) => slot !== 'green' || modelVersion !== '1.0.0')).toEqual([]);
    expect((await askCandidate()).status).toBe(404);
  });
});
