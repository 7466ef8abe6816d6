import type { Decision, LabelTally } from '../../src/domain/comparison.ts';
import { decide } from '../../src/models/decision.ts';
import { seededRandom } from '../local/event-hubs/seeded-random.ts';

/** How likely it is that only one of the two is right; of the rest, both are. */
export interface Truth {
  readonly onlyGreen: number;
  readonly onlyBlue: number;
  readonly bothWrong: number;
}

export const noLabels: LabelTally = { bothRight: 0, onlyGreen: 0, onlyBlue: 0, bothWrong: 0 };

/** Uniform in [0, 1), the same for the same seed. */
export function chances(seed: number): () => number {
  const seeded = seededRandom(seed);
  return () => seeded.next();
}

/** What the rule says at first: looked at after each of `count` labels, followed as soon as it says anything. */
export function simulateRollout(truth: Truth, count: number, random: () => number): Decision {
  const labels = { ...noLabels };
  let decision = decide({ labels, answered: 1000, failed: 0 });
  for (let label = 0; label < count && decision.verdict === 'not enough data'; label++) {
    labels[outcomeOf(truth, random())] += 1;
    decision = decide({ labels, answered: 1000, failed: 0 });
  }
  return decision;
}

function outcomeOf({ onlyGreen, onlyBlue, bothWrong }: Truth, draw: number): keyof LabelTally {
  if (draw < onlyGreen) return 'onlyGreen';
  if (draw < onlyGreen + onlyBlue) return 'onlyBlue';
  return draw < onlyGreen + onlyBlue + bothWrong ? 'bothWrong' : 'bothRight';
}
