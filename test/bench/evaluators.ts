/** How long a row takes in compiled evaluators and in onnxruntime, in turns within one run: the ratios travel, the times do not. */
import type { Row } from '../../src/domain/row.ts';
import { compileGraph } from '../../src/models/evaluators/compile.ts';
import type { Fitted, Trees } from '../../src/training/fitted.ts';
import { exportGraph } from '../../src/training/onnx/export.ts';
import { seededRandom } from '../../src/training/random.ts';
import { openOnnx } from '../models/evaluators/onnx-answers.ts';
import { columnRow, randomModels, randomTree } from '../models/evaluators/random-models.ts';
import type { Figure } from './figures.ts';
import { printFigures, progress, withUnit } from './figures.ts';

const random = seededRandom(1);
const batches = [1, 32];
const rounds = 30;
/** Each turn takes about this long, so that the clock's steps do not matter. */
const turnMs = 8;

const figures: Figure[] = [];
for (const [name, { fitted, row }] of Object.entries(models())) {
  const rows = Array.from({ length: 64 }, row);
  for (const batch of batches) {
    progress(`${name}, ${batch} at a time …`);
    const { own, onnx } = await compare(fitted, rows, batch);
    figures.push({ name: `${name}, ${batch} at a time: compiled`, value: withUnit(own, 'µs/row') });
    figures.push({ name: '  onnxruntime', value: withUnit(onnx, 'µs/row') });
    figures.push({ name: '  onnxruntime ÷ compiled', value: withUnit(onnx / own, '×') });
  }
}
printFigures('Evaluators', figures);

function models(): Record<string, { fitted: Fitted; row: () => Row }> {
  const {
    'text softmax': softmax,
    'text sigmoid with bigrams': sigmoid,
    'columns, linear, sigmoid': linear,
  } = randomModels;
  const boosted = randomModels['gradient boosting, two labels'];
  if (!softmax || !sigmoid || !linear || !boosted) throw new Error('random-models.ts has other names');
  const { fitted } = boosted(random);
  if (fitted.kind !== 'trees') throw new Error('Gradient boosting is not made of trees');
  return {
    'text, 300 words, 3 labels': softmax(random),
    'text, 1- and 2-grams, 2 labels': sigmoid(random),
    'columns, linear': linear(random),
    'columns, 100 boosted trees': { fitted: withTrees(fitted, 100), row: () => columnRow(random) },
    'columns, 800 trees': { fitted: withTrees(fitted, 800), row: () => columnRow(random) },
  };
}

function withTrees({ labels, columns, base, ...rest }: Trees, count: number): Trees {
  const trees = Array.from({ length: count }, () => randomTree(random, 1, 9));
  return { ...rest, labels, columns, base, trees };
}

/** The median turn of each, in µs per row. */
async function compare(fitted: Fitted, rows: readonly Row[], batch: number): Promise<{ own: number; onnx: number }> {
  const { graph, inputs } = exportGraph('bench', fitted);
  const evaluator = compileGraph({ signature: { inputs, outputs: [], labels: [...fitted.labels] } }, graph);
  if (!evaluator) throw new Error('The graph was not compiled');
  const run = await openOnnx(graph, inputs);
  const groups = Array.from({ length: rows.length / batch }, (_, i) => rows.slice(i * batch, (i + 1) * batch));
  const times = { own: [] as number[], onnx: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    times.own.push(await turn(groups, batch, (group) => evaluator.score(group)));
    times.onnx.push(await turn(groups, batch, run));
  }
  return { own: median(times.own), onnx: median(times.onnx) };
}

async function turn(groups: readonly (readonly Row[])[], batch: number, score: (group: readonly Row[]) => unknown) {
  const start = performance.now();
  let scored = 0;
  let ended: number;
  do {
    for (const group of groups) {
      const answer = score(group);
      // A compiled evaluator answers at once: waiting would be measured with it.
      if (answer instanceof Promise) await answer;
    }
    scored += groups.length * batch;
    ended = performance.now();
  } while (ended - start < turnMs);
  return ((ended - start) * 1000) / scored;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
}
