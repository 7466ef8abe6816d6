import type { TabularLinear, TextLinear, Trees } from '../../../src/training/fitted.ts';

/** Small models of each kind, whose weights can be added up by hand. */
export const smallText: TextLinear = {
  kind: 'text-linear',
  labels: ['bad', 'good', 'odd'],
  grams: [['fine'], ['not'], ['not', 'fine']],
  count: 'log1p',
  idf: Float32Array.of(1, 2, 1),
  isUnitLength: true,
  weights: Float32Array.of(-1, 2, 2, 3, 0, 0, 4, -5, 1),
  bias: Float32Array.of(0, 0.5, 0),
  link: 'softmax',
};

export const smallSigmoid: TextLinear = {
  kind: 'text-linear',
  labels: ['bad', 'good'],
  grams: smallText.grams,
  count: 'raw',
  isUnitLength: false,
  weights: Float32Array.of(2, -1, -4),
  bias: Float32Array.of(0.5),
  link: 'sigmoid',
};

export const smallColumns: TabularLinear = {
  kind: 'tabular-linear',
  labels: ['no', 'yes'],
  columns: [
    { name: 'region', type: 'string', categories: ['north', 'south'] },
    { name: 'hours', type: 'float32', mean: 4, scale: 2, missing: 6 },
    { name: 'month', type: 'int64', mean: 6, scale: 4 },
  ],
  weights: Float32Array.of(1, -2, 0.5, 4),
  bias: Float32Array.of(0.25),
  link: 'sigmoid',
};

const leaf = -1;

export const smallTrees: Trees = {
  kind: 'trees',
  labels: ['no', 'yes'],
  columns: [
    { name: 'region', type: 'string', categories: ['north', 'south'] },
    { name: 'hours', type: 'float32', missing: 6 },
    { name: 'month', type: 'int64' },
  ],
  trees: [
    {
      feature: Int32Array.of(2, leaf, 0, leaf, leaf),
      threshold: Float32Array.of(5.5, 0, 0.5, 0, 0),
      left: Int32Array.of(1, leaf, 3, leaf, leaf),
      right: Int32Array.of(2, leaf, 4, leaf, leaf),
      leaf: Float32Array.of(0, -1, 0, 0.5, 2),
    },
  ],
  base: [0.25],
  link: 'sigmoid',
};

const [tree] = smallTrees.trees;

export const smallForest: Trees = {
  ...smallTrees,
  trees: tree ? [{ ...tree, leaf: Float32Array.of(0, 0, 1, 0, 0, 0, 0.5, 0.5, 0.25, 0.75) }] : [],
  base: [0, 0],
  link: 'mean',
};
