import { AppError } from '../../domain/errors.ts';
import type { Contribution, Row } from '../../domain/row.ts';
import type { Evaluator, FeatureReader, SparseRow } from './evaluator.ts';
import { emptyRow } from './evaluator.ts';
import type { Link } from './link.ts';
import { writeProbabilities } from './link.ts';

interface LinearModel {
  readonly features: FeatureReader;
  /** features × outputs */
  readonly weights: Float32Array;
  readonly bias: Float32Array;
  readonly link: Link;
  readonly labels: readonly string[];
}

export function linearEvaluator(model: LinearModel): Evaluator {
  const { features, link, labels } = model;
  const row = emptyRow(features.width);
  const logits = new Float64Array(link.outputs);
  return {
    score(rows) {
      const answers = new Float32Array(rows.length * labels.length);
      for (const [r, each] of rows.entries()) {
        features.read(each, row);
        addUp(model, row, logits);
        writeProbabilities(link, logits, answers, r * labels.length);
      }
      return answers;
    },
    explain(each, label, limit) {
      features.read(each, row);
      return contributions(model, row, each, label)
        .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
        .slice(0, limit);
    },
  };
}

function addUp({ weights, bias }: LinearModel, { columns, values, length }: SparseRow, logits: Float64Array): void {
  logits.set(bias);
  const outputs = logits.length;
  for (let i = 0; i < length; i++) {
    const value = values[i] ?? 0;
    const at = (columns[i] ?? 0) * outputs;
    for (let o = 0; o < outputs; o++) logits[o] = (logits[o] ?? 0) + value * (weights[at + o] ?? 0);
  }
}

function contributions(
  model: LinearModel,
  { columns, values, length }: SparseRow,
  row: Row,
  label: string,
): Contribution[] {
  const weigh = weightOf(model, label);
  return Array.from({ length }, (_, i) => ({
    feature: model.features.describe(columns[i] ?? 0, row),
    weight: (values[i] ?? 0) * weigh(columns[i] ?? 0),
  })).filter(({ weight }) => weight !== 0);
}

/** The weight of a feature for one label: beside the others' mean where they share a softmax, which sees differences only. */
function weightOf({ weights, link, labels }: LinearModel, label: string): (column: number) => number {
  const output = labels.indexOf(label);
  if (output === -1) throw new AppError('invalid', `There is no label ${label}; there are ${labels.join(', ')}`);
  if (link.kind === 'sigmoid') return (column) => (output === 1 ? 1 : -1) * (weights[column] ?? 0);
  if (link.kind === 'each') return (column) => weights[column * labels.length + output] ?? 0;
  return (column) => {
    const from = column * labels.length;
    let sum = 0;
    for (let o = 0; o < labels.length; o++) sum += weights[from + o] ?? 0;
    return (weights[from + output] ?? 0) - sum / labels.length;
  };
}
