import { describe, expect, it } from 'vitest';
import type { Decision } from '../../src/domain/comparison.ts';
import { accuracyOf, decide, rule } from '../../src/models/decision.ts';
import { chances, noLabels, simulateRollout, type Truth } from './simulated-labels.ts';

const rollouts = 200;
const budget = 500;

/** Shares of 200 rollouts, each looked at after every label, that end as `passes` says. */
function shareOf(truth: Truth, passes: (decision: Decision) => boolean): number {
  const random = chances(5);
  const decisions = Array.from({ length: rollouts }, () => simulateRollout(truth, budget, random));
  return decisions.filter(passes).length / rollouts;
}

/** Green is right about 85 %. The two err independently, or mostly on the same instances. */
const worse = {
  'that err independently': { onlyGreen: 0.17, onlyBlue: 0.12, bothWrong: 0.03 },
  'that err together': { onlyGreen: 0.08, onlyBlue: 0.03, bothWrong: 0.12 },
};
const equal = {
  'that err independently': { onlyGreen: 0.1275, onlyBlue: 0.1275, bothWrong: 0.0225 },
  'that err together': { onlyGreen: 0.05, onlyBlue: 0.05, bothWrong: 0.1 },
  'that say the same': { onlyGreen: 0, onlyBlue: 0, bothWrong: 0.15 },
};

describe('the decision rule', () => {
  it.each(Object.entries(worse))('says keep in 90 % of rollouts of a candidate 5 points lower: two %s', (_, truth) => {
    expect(shareOf(truth, ({ verdict }) => verdict === 'keep')).toBeGreaterThanOrEqual(0.9);
  });

  it.each(Object.entries(equal))(
    'calls an equal candidate better, or aborts it, in 5 % at most: two %s',
    (_, truth) => {
      expect(shareOf(truth, ({ basis }) => basis === 'better' || basis === 'worse')).toBeLessThanOrEqual(0.05);
    },
  );

  it('takes a candidate that is exactly the margin worse in 5 % at most', () => {
    const truth = { onlyGreen: 0.06, onlyBlue: 0.06 - rule.margin, bothWrong: 0.1 };

    expect(shareOf(truth, ({ verdict }) => verdict === 'accept')).toBeLessThanOrEqual(0.05);
  });

  it('takes a candidate 8 points better in most rollouts, before the labels are used up', () => {
    expect(
      shareOf({ onlyGreen: 0.02, onlyBlue: 0.1, bothWrong: 0.08 }, ({ verdict }) => verdict === 'accept'),
    ).toBeGreaterThan(0.9);
  });

  const clearlyBetter = { ...noLabels, onlyBlue: 40, bothRight: 60 };
  it.each<{ name: string; seen: Partial<Parameters<typeof decide>[0]>; verdict: string; basis: string }>([
    { name: 'no label at all', seen: {}, verdict: 'not enough data', basis: 'labels' },
    { name: 'a clear lead', seen: { labels: clearlyBetter }, verdict: 'accept', basis: 'better' },
    {
      name: 'a clear lead of few labels',
      seen: { labels: { ...noLabels, onlyBlue: 30 } },
      verdict: 'not enough data',
      basis: 'labels',
    },
    { name: 'a clear loss', seen: { labels: { ...noLabels, onlyGreen: 30 } }, verdict: 'keep', basis: 'worse' },
    {
      name: 'a tie over many labels',
      seen: { labels: { ...noLabels, bothRight: 400 } },
      verdict: 'accept',
      basis: 'not worse',
    },
    {
      name: 'all labels used up without a decision',
      seen: { labels: { bothRight: 400, onlyGreen: 50, onlyBlue: 50, bothWrong: 0 } },
      verdict: 'keep',
      basis: 'budget',
    },
    {
      name: 'a lead by a candidate that fails',
      seen: { labels: clearlyBetter, answered: 980, failed: 20 },
      verdict: 'keep',
      basis: 'failing',
    },
    {
      name: 'a lead by a canary whose guard rail is crossed',
      seen: { labels: clearlyBetter, guard: { violated: 'latency' } },
      verdict: 'keep',
      basis: 'latency',
    },
  ])('says $verdict ($basis) on $name', ({ seen, verdict, basis }) => {
    expect(decide({ labels: noLabels, answered: 0, failed: 0, ...seen })).toMatchObject({ verdict, basis });
  });

  it('says its figures in a sentence', () => {
    expect(
      decide({ labels: { bothRight: 60, onlyGreen: 5, onlyBlue: 15, bothWrong: 20 }, answered: 0, failed: 0 }).says,
    ).toContain('blue 75 %, green 65 % of 100 labels right (15 right by blue alone, 5 by green alone)');
    expect(accuracyOf(noLabels, 'blue')).toBeUndefined();
  });
});
