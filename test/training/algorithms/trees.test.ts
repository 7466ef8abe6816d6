import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { fit } from '../../../src/training/algorithms/fit.ts';
import { probabilities } from '../../../src/training/algorithms/probabilities.ts';
import type { Trees } from '../../../src/training/fitted.ts';
import { instances, numbers } from './tables.ts';

const stump = { trees: 1, depth: 1, learningRate: 1, l2: 0, minWeight: 0.1 };
const likes = (fitted: Trees, x: number) => probabilities(fitted, { x })[1];

function trees(algorithm: string, table: Parameters<typeof fit>[1], parameters: Parameters<typeof fit>[2]): Trees {
  const fitted = fit(algorithm, table, parameters, 1);
  if (fitted.kind !== 'trees') throw new Error(fitted.kind);
  return fitted;
}

describe('gradient boosting', () => {
  it('splits where it helps most, with the leaves of one Newton step', () => {
    const fitted = trees('gradient-boosting', numbers([1, 0], [2, 0], [5, 1], [6, 1]), stump);

    // Halfway between 2 and 5; each leaf: −Σ(½ − truth) ÷ Σ¼ = ∓2.
    expect(fitted.trees).toEqual([
      {
        feature: Int32Array.of(0, -1, -1),
        threshold: Float32Array.of(3.5, 0, 0),
        left: Int32Array.of(1, -1, -1),
        right: Int32Array.of(2, -1, -1),
        leaf: Float32Array.of(0, -2, 2),
      },
    ]);
    expect(likes(fitted, 3.5)).toBeCloseTo(1 / (1 + Math.exp(2)), 6);
    expect(likes(fitted, 3.6)).toBeCloseTo(1 / (1 + Math.exp(-2)), 6);
  });

  it('begins at the share of the label', () => {
    const fitted = trees('gradient-boosting', numbers([1, 0], [1, 1], [1, 1], [1, 1]), stump);

    // Nothing to split at: the first leaf has nothing to add.
    expect(likes(fitted, 1)).toBeCloseTo(0.75, 3);
  });

  it('needs depth 2 to learn what depends on two values at once', () => {
    const table = {
      labels: ['a', 'b'],
      columns: [{ name: 'x', type: 'float32' } as const, { name: 'y', type: 'float32' } as const],
      rows: [0, 1, 0, 1, 0, 1, 0.2, 1].map((x, i) => ({ x, y: i % 4 < 2 ? 0 : 1 })),
      targets: [0, 1, 1, 0, 0, 1, 1, 0],
    };
    const right = (depth: number) => {
      const fitted = trees('gradient-boosting', table, { trees: 50, depth, minWeight: 0.01, l2: 0.1 });
      return table.rows.filter((row, r) => (probabilities(fitted, row)[table.targets[r] ?? 0] ?? 0) > 0.6).length;
    };

    expect(right(1)).toBeLessThan(8);
    expect(right(2)).toBe(8);
  });

  it('tells three labels apart', () => {
    const table = { ...numbers([1, 0], [2, 0], [5, 1], [6, 1], [9, 2], [10, 2]), labels: ['a', 'b', 'c'] };

    const fitted = trees('gradient-boosting', table, { trees: 40, minWeight: 0.01 });

    expect(fitted.trees).toHaveLength(120);
    [1, 6, 9].forEach((x, label) => expect(probabilities(fitted, { x })[label]).toBeGreaterThan(0.7));
  });

  it.each([
    {
      side: 'left',
      rows: [
        [1, 1],
        [2, 0],
        [3, 0],
        [4, 0],
        [5, 0],
        [6, 0],
      ] as const,
      threshold: 2.5,
    },
    {
      side: 'right',
      rows: [
        [1, 0],
        [2, 0],
        [3, 0],
        [4, 0],
        [5, 0],
        [6, 1],
      ] as const,
      threshold: 4.5,
    },
  ])('lets no leaf on the $side be lighter than it may be', ({ rows, threshold }) => {
    // Each row weighs 1/6 × 5/6: a leaf needs two.
    const fitted = trees('gradient-boosting', numbers(...rows), { ...stump, minWeight: 0.2 });

    expect(fitted.trees[0]?.threshold[0]).toBe(threshold);
  });

  it('lets a tree ask its share of the features only', () => {
    const fitted = trees('gradient-boosting', instances(100), { trees: 20, columnShare: 0.2 });
    const asked = fitted.trees.map(({ feature }) => new Set(feature.filter((each) => each >= 0)));

    expect(Math.max(...asked.map(({ size }) => size))).toBe(1);
    expect(new Set(asked.flatMap((each) => [...each])).size).toBeGreaterThan(2);
  });

  it.each([
    { rowShare: 0.5, isLuck: true },
    { rowShare: 1, isLuck: false },
  ])('depends on the seed: $isLuck where trees learn from $rowShare of the rows', ({ rowShare, isLuck }) => {
    const models = [1, 2].map((seed) => fit('gradient-boosting', instances(100), { trees: 5, rowShare }, seed));

    expect(isDeepStrictEqual(models[0], models[1])).toBe(!isLuck);
  });

  it('counts a row of weight 3 as three rows', () => {
    const thrice = numbers([1, 0], [5, 1], [5, 1], [5, 1], [6, 0]);
    const heavy = { ...numbers([1, 0], [5, 1], [6, 0]), weights: [1, 3, 1] };

    expect(trees('gradient-boosting', heavy, stump)).toEqual(trees('gradient-boosting', thrice, stump));
  });

  it('takes the median for what is missing', () => {
    const fitted = trees('gradient-boosting', numbers([1, 0], [2, 0], [5, 1], [6, 1], [NaN, 1]), stump);

    expect(likes(fitted, NaN)).toBe(likes(fitted, 3.5));
  });
});

describe('random forest', () => {
  it('answers with the mean of the shares in its leaves', () => {
    const table = numbers([1, 0], [1, 0], [1, 1], [9, 1], [9, 1], [9, 1]);

    const fitted = trees('random-forest', table, { trees: 200, minLeaf: 1 });

    expect(likes(fitted, 1)).toBeGreaterThan(0.2);
    expect(likes(fitted, 1)).toBeLessThan(0.5);
    expect(likes(fitted, 9)).toBeGreaterThan(0.95);
  });

  it('asks every feature first in some tree', () => {
    const { rows, ...table } = numbers(...Array.from({ length: 30 }, (_, i) => [i, Number(i > 14)] as const));
    const columns = ['x', 'y', 'z'].map((name) => ({ name, type: 'float32' as const }));
    const triple = { ...table, columns, rows: rows.map(({ x = 0 }) => ({ x, y: x, z: x })) };

    const { trees: grown } = trees('random-forest', triple, { trees: 50 });

    expect(new Set(grown.map(({ feature }) => feature[0]))).toEqual(new Set([0, 1, 2]));
  });

  it('gives other trees for another seed', () => {
    const table = instances(50);

    expect(fit('random-forest', table, { trees: 3 }, 1)).not.toEqual(fit('random-forest', table, { trees: 3 }, 2));
  });
});
