import type { Row } from '../../../src/domain/row.ts';
import type { Column, Fitted, TextLinear, Tree } from '../../../src/training/fitted.ts';
import type { Random } from '../../../src/training/random.ts';

/** A model with random weights, and rows for it that try its edges. */
interface RandomModel {
  readonly fitted: Fitted;
  readonly row: () => Row;
}

const two = ['no', 'yes'];
const three = ['red', 'green', 'blue'];

export const randomModels: Record<string, (random: Random) => RandomModel> = {
  'text softmax': (random) =>
    textModel(random, { labels: three, count: 'log1p', link: 'softmax', isUnitLength: true, spread: 8 }, true, 0),
  'text sigmoid with bigrams': (random) =>
    textModel(random, { labels: two, count: 'binary', link: 'sigmoid', isUnitLength: true, spread: 15 }, true, 400),
  // Logarithms of probabilities: all negative, so that sums grow large and their differences count.
  'naive Bayes on raw counts': (random) =>
    textModel(random, { labels: three, count: 'raw', link: 'softmax', isUnitLength: false, spread: -9 }, false, 100),
  'columns, linear, sigmoid': (random) => linearModel(random, two, 'sigmoid'),
  'columns, linear, softmax': (random) => linearModel(random, three, 'softmax'),
  'gradient boosting, two labels': (random) => treesModel(random, two, 'sigmoid', 60),
  'gradient boosting, three labels': (random) => treesModel(random, three, 'softmax', 60),
  'random forest': (random) => treesModel(random, three, 'mean', 60),
};

type TextKind = Pick<TextLinear, 'labels' | 'count' | 'link' | 'isUnitLength'> & { readonly spread: number };

function textModel(random: Random, { spread, ...kind }: TextKind, hasIdf: boolean, pairs: number): RandomModel {
  const words = Array.from({ length: 300 }, (_, i) => `w${i}${random.pick(['', 'é', '日', '😀'])}`);
  const pairKeys = new Set(Array.from({ length: pairs }, () => `${random.pick(words)} ${random.pick(words)}`));
  const grams = [...words.map((word) => [word]), ...[...pairKeys].map((pair) => pair.split(' '))];
  const outputs = kind.link === 'sigmoid' ? 1 : kind.labels.length;
  const fitted: TextLinear = {
    ...{ kind: 'text-linear', ...kind, grams },
    ...(hasIdf && { idf: floats(grams.length, () => 1 + 5 * random.next()) }),
    weights: floats(grams.length * outputs, () => (spread < 0 ? random.next() : 2 * random.next() - 1) * spread),
    bias: floats(outputs, () => 2 * random.next() - 1),
  };
  const row = () => {
    const length = random.pick([0, 1, 2, 5, 20, 60]);
    const known = random.next() < 0.1 ? 0 : 0.9;
    // Words near each other, so that pairs occur; now and then the same one many times.
    const tokens = Array.from({ length }, () =>
      random.next() < known ? random.pick(words) : random.pick(['', 'unknown']),
    );
    const pair = random.pick(grams);
    return { tokens: random.next() < 0.5 ? [...tokens, ...pair, ...pair] : tokens };
  };
  return { fitted, row };
}

const columns: Column[] = [
  { name: 'region', type: 'string', categories: ['east', 'north', 'south', 'west', 'ünï'] },
  { name: 'hours', type: 'float32', missing: 4.2 },
  { name: 'month', type: 'int64' },
  { name: 'kind', type: 'string', categories: ['a'] },
  { name: 'amount', type: 'float32', missing: -1 },
];
const width = 9;

export function columnRow(random: Random): Row {
  return {
    region: random.pick(['east', 'north', 'south', 'west', 'ünï', 'elsewhere', '']),
    kind: random.pick(['a', 'b']),
    // On the same grid as the thresholds, so that many are equal.
    hours: random.pick([NaN, random.integer(-10, 10) / 10, random.next() * 10, -0]),
    month: random.pick([random.integer(1, 12), 2 ** 24 + 1, 2 ** 53 - 1, -(2 ** 53) + 1, 0]),
    amount: random.pick([NaN, random.integer(-10, 10) / 10, 3.5e38, -1e30, 1e-40, Infinity]),
  };
}

function linearModel(random: Random, labels: string[], link: 'softmax' | 'sigmoid'): RandomModel {
  const outputs = link === 'sigmoid' ? 1 : labels.length;
  const scales = { hours: { mean: 5, scale: 3 }, month: { mean: 6.5, scale: 3.5 }, amount: { mean: 0.1, scale: 0.7 } };
  const scaled = columns.map((column) => ({ ...column, ...scales[column.name as keyof typeof scales] }));
  const weights = floats(width * outputs, () => 4 * random.next() - 2);
  const bias = floats(outputs, () => random.next());
  const row = () => {
    const { amount, ...rest } = columnRow(random);
    // Two infinite logits have no softmax: trees are the ones to try that.
    return { ...rest, amount: Math.abs(Number(amount)) > 1e9 ? 1e9 : Number(amount) };
  };
  return { fitted: { kind: 'tabular-linear', labels, columns: scaled, weights, bias, link }, row };
}

function treesModel(
  random: Random,
  labels: string[],
  link: 'softmax' | 'sigmoid' | 'mean',
  count: number,
): RandomModel {
  const outputs = link === 'sigmoid' ? 1 : labels.length;
  const trees = Array.from({ length: count }, (_, i) => {
    const tree = randomTree(random, outputs, width);
    // A boosted one adds to one output, up or down.
    const boost = (share: number, at: number) => (share === 0 || at % outputs !== i % outputs ? 0 : share - 0.5);
    return link === 'mean' ? tree : { ...tree, leaf: tree.leaf.map(boost) };
  });
  const base = Array.from({ length: outputs }, () => (link === 'mean' ? 0 : random.next() - 0.5));
  return { fitted: { kind: 'trees', labels, columns, trees, base, link }, row: () => columnRow(random) };
}

/** Grown from the root by chance. Leaves hold a share for each output; a single output's is below 1. */
export function randomTree(random: Random, outputs: number, features: number): Tree {
  const nodes: { feature: number; threshold: number; left: number; right: number; leaf: number[] }[] = [];
  const grow = (depth: number): number => {
    const shares = Array.from({ length: Math.max(2, outputs) }, () => random.next());
    const sum = shares.reduce((a, b) => a + b);
    const leaf = shares.slice(0, outputs).map((share) => share / sum);
    const at = nodes.length;
    nodes.push({ feature: -1, threshold: 0, left: -1, right: -1, leaf });
    if (depth === 6 || random.next() < 0.15) return at;
    const feature = random.integer(0, features - 1);
    const threshold = random.pick([0.5, random.integer(-10, 10) / 10, random.next() * 10, 2 ** 24]);
    nodes[at] = { feature, threshold, left: grow(depth + 1), right: grow(depth + 1), leaf: leaf.map(() => 0) };
    return at;
  };
  grow(0);
  return {
    feature: Int32Array.from(nodes, (node) => node.feature),
    threshold: Float32Array.from(nodes, (node) => node.threshold),
    left: Int32Array.from(nodes, (node) => node.left),
    right: Int32Array.from(nodes, (node) => node.right),
    leaf: Float32Array.from(nodes.flatMap(({ leaf }) => leaf)),
  };
}

const floats = (length: number, next: () => number): Float32Array => Float32Array.from({ length }, next);
