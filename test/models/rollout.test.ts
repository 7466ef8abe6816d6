import { describe, expect, it } from 'vitest';
import { possibleSteps, takeStep, type Step } from '../../src/models/rollout.ts';
import type { Rollout } from '../../src/domain/rollout.ts';
import { noon } from '../fixtures/builders.ts';
import { aCanary, aRollout, aShadow } from '../fixtures/rollouts.ts';

const states = {
  nothing: undefined,
  green: aRollout(),
  veteran: aRollout({ generation: 4, green: { modelVersion: '3.0.0' }, earlier: ['2.0.0', '1.0.0'] }),
  shadow: aRollout({ blue: aShadow(), earlier: ['0.9.0'] }),
  canary: aRollout({ blue: aCanary(0.1), earlier: ['0.9.0'] }),
} satisfies Record<string, Rollout | undefined>;
type State = keyof typeof states;

const step = (state: State, { action, ...rest }: Step) => takeStep(states[state], 'review', { action, ...rest }, noon);
const at = noon.toISOString();

describe('a step of a rollout', () => {
  it.each<{ from: State; step: Step; to: Partial<Rollout> }>([
    {
      from: 'nothing',
      step: { action: 'redeploy', modelVersion: '1.0.0' },
      to: { generation: 1, green: { modelVersion: '1.0.0' } },
    },
    {
      from: 'green',
      step: { action: 'shadow', modelVersion: '2.0.0' },
      to: { generation: 1, blue: { modelVersion: '2.0.0', mode: 'shadow', share: 0, since: at } },
    },
    {
      from: 'green',
      step: { action: 'canary', modelVersion: '2.0.0', share: 0.1 },
      to: { generation: 2, blue: { modelVersion: '2.0.0', mode: 'canary', share: 0.1, since: at } },
    },
    {
      from: 'shadow',
      step: { action: 'canary', share: 0.2 },
      to: { generation: 2, blue: { modelVersion: '2.0.0', mode: 'canary', share: 0.2, since: at } },
    },
    { from: 'shadow', step: { action: 'withdraw' }, to: { generation: 1, green: { modelVersion: '1.0.0' } } },
    {
      from: 'shadow',
      step: { action: 'promote' },
      to: { generation: 2, green: { modelVersion: '2.0.0' }, earlier: ['1.0.0', '0.9.0'] },
    },
    {
      from: 'canary',
      step: { action: 'shift', share: 0.3 },
      to: { generation: 1, blue: { modelVersion: '2.0.0', mode: 'canary', share: 0.3, since: at } },
    },
    {
      from: 'canary',
      step: { action: 'promote' },
      to: { generation: 2, green: { modelVersion: '2.0.0' }, earlier: ['1.0.0', '0.9.0'] },
    },
    { from: 'canary', step: { action: 'withdraw' }, to: { generation: 1, green: { modelVersion: '1.0.0' } } },
    {
      from: 'canary',
      step: { action: 'rollback' },
      to: { generation: 2, green: { modelVersion: '0.9.0' }, earlier: [], rolledBack: ['1.0.0'] },
    },
    {
      from: 'veteran',
      step: { action: 'rollback' },
      to: { generation: 5, green: { modelVersion: '2.0.0' }, earlier: ['1.0.0'], rolledBack: ['3.0.0'] },
    },
    {
      from: 'veteran',
      step: { action: 'redeploy', modelVersion: '1.0.0' },
      to: { generation: 5, green: { modelVersion: '1.0.0' }, earlier: ['3.0.0', '2.0.0'] },
    },
  ])('$step.action leads on from $from', ({ from, step: taken, to }) => {
    const after = step(from, taken);

    const { generation, green, blue, earlier, rolledBack } = after;
    const kept = states[from]?.earlier;
    expect({ generation, green, blue, earlier, rolledBack }).toEqual({
      ...{ green: { modelVersion: '1.0.0' }, blue: undefined, earlier: kept, rolledBack: undefined },
      ...to,
    });
  });

  const everyStep: Step[] = [
    { action: 'shadow', modelVersion: '9.0.0' },
    { action: 'canary', modelVersion: '9.0.0', share: 0.5 },
    { action: 'shift', share: 0.5 },
    { action: 'promote' },
    { action: 'withdraw' },
    { action: 'rollback' },
    { action: 'redeploy', modelVersion: '1.0.0' },
  ];
  const refusals: Record<State, Step['action'][]> = {
    nothing: ['shadow', 'canary', 'shift', 'promote', 'withdraw', 'rollback'],
    green: ['shift', 'promote', 'withdraw', 'rollback', 'redeploy'],
    veteran: ['shift', 'promote', 'withdraw'],
    shadow: ['shadow', 'canary', 'shift', 'redeploy'],
    canary: ['shadow', 'canary', 'redeploy'],
  };

  it.each(Object.entries(refusals).flatMap(([state, actions]) => actions.map((action) => ({ state, action }))))(
    'refuses $action from $state, and says what is possible',
    ({ state, action }) => {
      const refused = everyStep.find((one) => one.action === action) ?? { action };
      const possible = possibleSteps(states[state as State]).join(', ');

      expect(() => step(state as State, refused)).toThrow(
        expect.objectContaining({ code: 'conflict', next: `Possible now: ${possible}` }),
      );
    },
  );

  it.each<{ name: string; step: Step; pointer: string }>([
    { name: 'a shadow without a version', step: { action: 'shadow' }, pointer: '/modelVersion' },
    { name: 'a canary without a share', step: { action: 'canary', modelVersion: '2.0.0' }, pointer: '/share' },
    { name: 'a share of nothing', step: { action: 'canary', modelVersion: '2.0.0', share: 0 }, pointer: '/share' },
    {
      name: 'a share of more than all',
      step: { action: 'canary', modelVersion: '2.0.0', share: 1.1 },
      pointer: '/share',
    },
  ])('names what is wrong with $name', ({ step: taken, pointer }) => {
    expect(() => step('green', taken)).toThrow(
      expect.objectContaining({ code: 'invalid', errors: [expect.objectContaining({ pointer })] }),
    );
  });

  it('redeploys what was rolled back, but does not roll back to it', () => {
    const back = step('veteran', { action: 'rollback' });
    const further = takeStep(back, 'review', { action: 'rollback' }, noon);

    expect(further.green.modelVersion).toBe('1.0.0');
    expect(possibleSteps(further)).not.toContain('rollback');
    expect(takeStep(further, 'review', { action: 'redeploy', modelVersion: '3.0.0' }, noon)).toMatchObject({
      ...{ green: { modelVersion: '3.0.0' }, earlier: ['1.0.0'], rolledBack: ['2.0.0'] },
    });
  });
});
