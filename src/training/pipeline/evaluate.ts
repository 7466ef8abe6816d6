import type { ModelEvaluation } from '../../domain/manifest.ts';
import { evaluate as figuresOf, evaluateSlices } from '../metrics/evaluate.ts';
import { wilson } from '../metrics/intervals.ts';
import type { TestReport } from '../tests/test-model.ts';
import { testModel } from '../tests/test-model.ts';
import type { Scorer } from '../tests/check.ts';
import { chooseThreshold, measure } from '../threshold.ts';
import { crossValidated } from './cross-validation.ts';
import { costsOf, graphScorer } from './graph-scorer.ts';
import type { HeldOutRow, Prepared } from './prepare.ts';
import { readable } from './prepare.ts';
import type { Method, TrainedGraph } from './train-graph.ts';
import { trainGraph } from './train-graph.ts';

export interface Evaluated {
  readonly threshold: number;
  readonly metrics: Readonly<Record<string, number>>;
  readonly evaluation: ModelEvaluation;
  readonly tests: TestReport;
}

interface EvaluateOptions {
  readonly method: Method;
  readonly unknownCost: number | undefined;
}

/** Measures the graph that was written on rows that nothing was learnt from, and puts it to the tests. */
export async function evaluate(
  prepared: Prepared,
  { graph, inputs, outputs }: TrainedGraph,
  { method, unknownCost }: EvaluateOptions,
): Promise<Evaluated> {
  const { labels, choosing, measuring } = prepared;
  const signature = { inputs: [...inputs], outputs, labels: [...labels] };
  const score = graphScorer(signature, graph);
  const guesses = await guessesOf(score, measuring);
  const threshold = unknownCost === undefined ? 0 : chooseThreshold(await guessesOf(score, choosing), unknownCost);

  const labelled = guesses.flatMap(({ truth, ...guess }) => (truth === undefined ? [] : [{ ...guess, truth }]));
  const { metrics, ...figures } = figuresOf(labels, labelled, method.seed);
  const tests = await testModel({
    prepared,
    threshold,
    score,
    read: (values) => readable(prepared.kind, values),
    retrain: (other) => {
      const again = trainGraph(other, method);
      return Promise.resolve(graphScorer(signature, again.graph));
    },
    costs: await costsOf(
      graph.length,
      () => graphScorer(signature, graph),
      measuring.map(({ row }) => row),
    ),
  });
  const answered = unknownCost === undefined ? undefined : measure(guesses, threshold);
  const evaluation = { ...figures, slices: evaluateSlices(labelled, ({ slices }) => slices) };
  if (answered) evaluation.intervals['accuracy'] = intervalOf(answered.accuracy, labelled.length);
  const folded = crossValidated(prepared, method);
  if (folded) evaluation.intervals['crossValidated'] = intervalOf(folded.right / folded.rows, folded.rows);
  const crossed = folded && { crossValidated: rounded(folded.right / folded.rows) };
  return { threshold, metrics: { ...metrics, ...answered, ...crossed }, evaluation, tests };
}

/** To four decimals. */
const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;

/** 95 %, of a share of rows. */
function intervalOf(share: number, rows: number): [number, number] {
  const [from, to] = wilson(Math.round(share * rows), rows);
  return [rounded(from), rounded(to)];
}

async function guessesOf(score: Scorer, rows: readonly HeldOutRow[]) {
  const probabilities = await score(rows.map(({ row }) => row));
  return rows.map(({ truth, slices }, index) => ({
    truth: truth ?? undefined,
    probabilities: probabilities[index] ?? [],
    slices,
  }));
}
