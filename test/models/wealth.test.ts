import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logLikelihoodRatio } from '../../src/models/fisher.ts';
import { meanOfLogs, wealth } from '../../src/models/wealth.ts';

const counts = fc.nat(200);

describe('wealth', () => {
  it('begins with 1 and stays finite', () => {
    expect(wealth({ better: 0, worse: 0, ties: 0 }, 0.02)).toBeCloseTo(1, 12);
    expect(wealth({ better: 1e7, worse: 0, ties: 0 })).toBeLessThanOrEqual(1e300);
  });

  it('is a fair game at its margin: the mean over the next label is what one has', () => {
    fc.assert(
      fc.property(
        counts,
        counts,
        counts,
        fc.double({ min: 0, max: 0.2, noNaN: true }),
        (better, worse, ties, margin) => {
          // Blue is right a little more seldom: by the margin.
          const [win, lose] = [0.2 - margin / 2, 0.2 + margin / 2];
          const next =
            win * wealth({ better: better + 1, worse, ties }, margin) +
            lose * wealth({ better, worse: worse + 1, ties }, margin) +
            (1 - win - lose) * wealth({ better, worse, ties: ties + 1 }, margin);

          expect(next / wealth({ better, worse, ties }, margin)).toBeCloseTo(1, 9);
        },
      ),
    );
  });

  it('takes the mean of numbers too large to write down', () => {
    expect(meanOfLogs([Math.log(2), Math.log(4)])).toBeCloseTo(3, 12);
    expect(meanOfLogs([-2000, -2000])).toBe(0);
    expect(meanOfLogs([5000, 1])).toBe(1e300);
  });
});

describe('logLikelihoodRatio', () => {
  const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n, k - 1) * (n - k + 1)) / k);
  const sample = fc.record({ first: fc.integer({ min: 1, max: 40 }), second: fc.integer({ min: 1, max: 40 }) });

  it('is a fair game when both are hit alike: its mean is 1 whatever the sizes', () => {
    fc.assert(
      fc.property(
        sample,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom(1.5, 3, 30),
        ({ first, second }, share, odds) => {
          const hits = Math.round(share * (first + second));
          let mean = 0;
          for (let hit = Math.max(0, hits - second); hit <= Math.min(hits, first); hit++) {
            const chance = (choose(first, hit) * choose(second, hits - hit)) / choose(first + second, hits);
            mean += chance * Math.exp(logLikelihoodRatio({ all: first, hit }, { all: second, hit: hits - hit }, odds));
          }
          expect(mean).toBeCloseTo(1, 6);
        },
      ),
    );
  });

  it.each([
    { name: 'nothing was hit', first: { all: 10, hit: 0 }, second: { all: 90, hit: 0 } },
    { name: 'one had no turn', first: { all: 0, hit: 0 }, second: { all: 90, hit: 5 } },
    { name: 'everything was hit', first: { all: 10, hit: 10 }, second: { all: 90, hit: 90 } },
  ])('says nothing when $name', ({ first, second }) => {
    expect(logLikelihoodRatio(first, second, 3)).toBeCloseTo(0, 12);
  });
});
