import { expect, it } from 'vitest';
import type { ComparisonItem } from '../../src/domain/comparison.ts';
import type { Pairs, Served } from '../../src/domain/served.ts';
import { compare } from '../../src/models/comparison.ts';
import type { ScoreCounters } from '../../src/ports.ts';
import { noon } from '../fixtures/builders.ts';
import { aCanary, aRollout } from '../fixtures/rollouts.ts';
import { noLabels } from '../models/simulated-labels.ts';

const liked = { label: '1', confidence: 0.9 };
const disliked = { label: '0', confidence: 0.6 };

const served = (change: Partial<Served> = {}): Served => ({
  ...{ model: 'review', generation: 2, slot: 'green', modelVersion: '1.0.0', latencyMs: 3, answers: [liked] },
  ...change,
});

const pairs = (change: Partial<Pairs> = {}): Pairs => ({
  ...{ model: 'review', generation: 2, green: '1.0.0', blue: '2.0.0', answers: [] },
  ...change,
});

/** What every ScoreCounters promises; `make` gives two processes on one store. */
export function scoresContract(make: () => Promise<readonly [ScoreCounters, ScoreCounters]>): void {
  const rollout = aRollout({ generation: 2, blue: aCanary(0.1) });

  it('counts what was answered and what failed, by slot', async () => {
    const [scores] = await make();

    scores.note(served());
    scores.note(served({ answers: [liked, disliked], latencyMs: 300 }));
    scores.note(served({ slot: 'blue', modelVersion: '2.0.0', answers: [], isFailed: true }));
    await scores.flush();

    const { green, blue } = compare({ rollout, counters: await scores.list('review'), labels: noLabels });
    expect(green).toMatchObject({ requests: 2, errors: 0, rows: 3, labels: { 1: 2, 0: 1 } });
    expect(green.confidence).toBeCloseTo(0.8, 12);
    expect(green.p99Ms).toBeGreaterThan(200);
    expect(blue).toMatchObject({ requests: 1, errors: 1, rows: 0 });
  });

  it('counts what both said of the same', async () => {
    const [scores] = await make();

    scores.notePairs(
      pairs({
        answers: [
          { green: liked, blue: liked },
          { green: liked, blue: disliked },
        ],
      }),
    );
    scores.notePairs(pairs({ answers: [{ green: liked, blue: disliked }], failed: 2, dropped: 3 }));
    scores.notePairs(pairs({ blue: '3.0.0', answers: [{ green: liked, blue: liked }] }));
    await scores.flush();

    const comparison = compare({ rollout, counters: await scores.list('review'), labels: noLabels });
    expect(comparison.pairs).toMatchObject({
      ...{ rows: 3, agreed: 1, failed: 2, dropped: 3 },
      changed: [{ green: '1', blue: '0', rows: 2 }],
    });
    expect(comparison.pairs.confidence).toBeCloseTo(-0.6, 12);
    expect(comparison.agreement).toBeCloseTo(1 / 3, 12);
  });

  it('adds up what two processes counted, however often each writes', async () => {
    const [one, other] = await make();

    one.note(served());
    await one.flush();
    one.note(served());
    await Promise.all([one.flush(), one.flush()]);
    other.note(served());
    await other.flush();

    const { green } = compare({ rollout, counters: await other.list('review'), labels: noLabels });
    expect(green.requests).toBe(3);
  });

  it('keeps generations and models apart', async () => {
    const [scores] = await make();
    scores.note(served({ generation: 1 }));
    scores.note(served({ model: 'other' }));
    await scores.flush();

    const { green } = compare({ rollout, counters: await scores.list('review'), labels: noLabels });
    expect(green.requests).toBe(0);
  });

  it('lets one of two looks at once count', async () => {
    const [one, other] = await make();
    const look: ComparisonItem = {
      ...{ schema: 1, id: 'comparison', type: 'comparison', model: 'review' },
      comparison: compare({ rollout, counters: [], labels: noLabels }),
      ...{ labelsAt: noon.toISOString(), at: noon.toISOString() },
    };
    expect(await one.readComparison('review')).toBeUndefined();

    const first = await Promise.all([one.commitComparison(look, undefined), other.commitComparison(look, undefined)]);
    const stored = await one.readComparison('review');
    const second = await Promise.all([one, other].map((scores) => scores.commitComparison(look, stored?.etag)));

    for (const outcomes of [first, second]) expect([...outcomes].sort()).toEqual(['committed', 'conflict']);
    expect(stored?.item).toEqual(look);
  });
}
