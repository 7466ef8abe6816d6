import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Rollout } from '../../../src/domain/rollout.ts';
import { aRollout } from '../../fixtures/incident-model.ts';
import { aStageOfModels } from './a-stage-of-models.ts';

const green = (modelVersion: string) => aRollout({ green: { modelVersion } });
const withBlue = (mode: 'shadow' | 'canary', share: number) =>
  aRollout({ blue: { modelVersion: '1.1.0', mode, share, since: '2026-01-01T00:00:00.000Z' } });
const keys = Array.from({ length: 200 }, (_, index) => `caller ${String(index)}`);

afterEach(() => void vi.useRealTimers());

describe('green', () => {
  it('answers where there is no canary, whoever asks', async () => {
    const { choose } = aStageOfModels(withBlue('shadow', 0));

    expect(await Promise.all(keys.map((stickyKey) => choose({ stickyKey })))).toEqual(keys.map(() => 'green 1.0.0'));
  });

  it('goes on as it was while a new version loads, then changes over', async () => {
    const { choose, state, hold, serving } = aStageOfModels(green('1.0.0'));
    await choose();
    const next = hold('1.1.0');
    state.rollouts = [green('1.1.0')];

    expect(await choose()).toBe('green 1.0.0');
    await next.succeed();
    await serving.load('incident', '1.1.0').settled;
    expect(await choose()).toBe('green 1.1.0');
  });

  it('goes on as it was when the new version cannot be loaded, alarms once, and tries again', async () => {
    const { choose, state, hold, mend, logged } = aStageOfModels(green('1.0.0'));
    await choose();
    hold('1.1.0').fail('The SHA-256 differs');
    state.rollouts = [green('1.1.0')];
    await choose();

    expect(await Promise.all([choose(), choose(), choose()])).toEqual(['green 1.0.0', 'green 1.0.0', 'green 1.0.0']);
    expect(logged).toEqual([
      {
        ...{ event: 'model.not-loaded', model: 'incident', modelVersion: '1.1.0' },
        ...{ serves: '1.0.0', error: 'The SHA-256 differs' },
      },
    ]);
    mend('1.1.0');
    state.now += 5000;
    await choose();
    expect(await choose()).toBe('green 1.1.0');
  });

  it('that cannot be loaded and has nothing before it is 503 with the reason', async () => {
    const { choose, hold } = aStageOfModels(green('1.0.0'));
    hold('1.0.0').fail('The SHA-256 differs');

    await expect(choose()).rejects.toMatchObject({
      code: 'unavailable',
      message: 'Model incident 1.0.0 cannot be loaded: The SHA-256 differs',
    });
  });

  it('that still loads is waited for, and 503 after five seconds', async () => {
    vi.useFakeTimers();
    const { choose, hold } = aStageOfModels(green('1.0.0'));
    hold('1.0.0');
    const chosen = expect(choose()).rejects.toMatchObject({ code: 'unavailable', retryAfterSeconds: 2 });

    await vi.advanceTimersByTimeAsync(5000);

    await chosen;
  });
});

describe('a canary', () => {
  it('serves its share, and a key always gets the same slot', async () => {
    const { choose } = aStageOfModels(withBlue('canary', 0.3));
    const ask = () => Promise.all(keys.map((stickyKey) => choose({ stickyKey })));

    const first = await ask();

    const blue = first.filter((one) => one === 'blue 1.1.0').length;
    expect(blue).toBeGreaterThan(30);
    expect(blue).toBeLessThan(90);
    expect(await ask()).toEqual(first);
  });

  it('that cannot be loaded leaves everything to green, and alarms once', async () => {
    const { choose, hold, logged } = aStageOfModels(withBlue('canary', 1));
    hold('1.1.0').fail('It asks for 10 GB');

    expect([await choose(), await choose()]).toEqual(['green 1.0.0', 'green 1.0.0']);
    expect(logged).toMatchObject([{ event: 'model.not-loaded', modelVersion: '1.1.0', serves: 'green' }]);
  });

  it('is waited for while it begins to load, for a second', async () => {
    vi.useFakeTimers();
    const { choose, hold, state } = aStageOfModels(withBlue('canary', 1));
    const load = hold('1.1.0');
    const early = choose();
    await vi.advanceTimersByTimeAsync(1000);

    expect(await early).toBe('green 1.0.0');
    state.now += 1000;
    expect(await choose()).toBe('green 1.0.0');
    await load.succeed();
    expect(await choose()).toBe('blue 1.1.0');
  });

  it('was loaded when it stood in shadow', async () => {
    const { choose, state } = aStageOfModels(withBlue('shadow', 0));

    await choose();

    expect(state.loads).toEqual(['1.1.0', '1.0.0']);
  });
});

describe('a version that is asked for', () => {
  it.each([
    ['1.0.0', 'green 1.0.0'],
    ['1.1.0', 'blue 1.1.0'],
  ])('answers when it is in a slot: %s', async (modelVersion, expected) => {
    expect(await aStageOfModels(withBlue('shadow', 0)).choose({ modelVersion })).toBe(expected);
  });

  it('is not found when it is in none, although it is registered', async () => {
    await expect(aStageOfModels(withBlue('canary', 0)).choose({ modelVersion: '1.2.0' })).rejects.toMatchObject({
      code: 'not-found',
      next: expect.stringContaining('1.0.0 (green), 1.1.0 (blue)') as string,
    });
  });
});

it('names the models that there are when one is unknown', async () => {
  await expect(aStageOfModels(green('1.0.0')).choose({ model: 'other' })).rejects.toMatchObject({
    code: 'not-found',
    next: 'There is incident.',
  });
});

it('says of a model that is registered only that nothing serves', async () => {
  const stage = aStageOfModels(green('1.0.0'));
  stage.state.rollouts = [];

  await expect(stage.choose()).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringMatching(/no version of it is rolled out/) as string,
  });
});

it('goes on with the rollouts that it knows while their store is away', async () => {
  const { choose, state, logged } = aStageOfModels(green('1.0.0'));
  await choose();
  state.isAway = true;

  expect([await choose(), await choose()]).toEqual(['green 1.0.0', 'green 1.0.0']);
  expect(logged).toEqual([{ event: 'rollouts.stale', error: 'Away' }]);
});

it('does not wait while the rollouts are read anew, for half a second', async () => {
  const { choose, state, serving } = aStageOfModels(green('1.0.0'));
  await choose();
  await serving.load('incident', '1.1.0').settled;
  const read = Promise.withResolvers<readonly Rollout[]>();
  state.slow = read.promise;

  expect(await choose()).toBe('green 1.0.0');
  state.now += 501;
  const late = choose();
  read.resolve([green('1.1.0')]);
  expect(await late).toBe('green 1.1.0');
});
