import { describe, expect, it } from 'vitest';
import type { Row } from '../../../src/domain/row.ts';
import { compileGraph } from '../../../src/models/evaluators/compile.ts';
import type { Fitted } from '../../../src/training/fitted.ts';
import { exportGraph } from '../../../src/training/onnx/export.ts';
import { smallColumns, smallForest, smallSigmoid, smallText, smallTrees } from './small-models.ts';

function compiled(fitted: Fitted) {
  const { graph, inputs, outputs } = exportGraph('small', fitted);
  const evaluator = compileGraph({ signature: { inputs, outputs, labels: [...fitted.labels] } }, graph);
  if (!evaluator) throw new Error('The graph was not compiled');
  return evaluator;
}

/** Of each row the probability of the second label, worked out by hand. */
describe('score', () => {
  const sigmoid = (logit: number) => 1 / (1 + Math.exp(-logit));

  it.each([
    { model: smallSigmoid, row: { tokens: ['not', 'fine', 'fine'] }, second: sigmoid(0.5 - 1 + 2 * 2 - 4) },
    { model: smallSigmoid, row: { tokens: ['fine', 'not'] }, second: sigmoid(0.5 + 2 - 1) },
    { model: smallSigmoid, row: { tokens: ['not', 'very', 'fine'] }, second: sigmoid(0.5 + 2 - 1) },
    { model: smallSigmoid, row: { tokens: [] }, second: sigmoid(0.5) },
    { model: smallColumns, row: { region: 'south', hours: 5, month: 8 }, second: sigmoid(0.25 - 2 + 0.25 + 2) },
    { model: smallColumns, row: { region: 'else', hours: NaN, month: 6 }, second: sigmoid(0.25 + 0.5) },
    { model: smallTrees, row: { region: 'north', hours: 5.5, month: 1 }, second: sigmoid(0.25 - 1) },
    { model: smallTrees, row: { region: 'north', hours: NaN, month: 1 }, second: sigmoid(0.25 + 2) },
    { model: smallTrees, row: { region: 'south', hours: 7, month: 1 }, second: sigmoid(0.25 + 0.5) },
    { model: smallForest, row: { region: 'north', hours: 7, month: 1 }, second: 0.75 },
  ])('gives $model.kind $row the probability $second', ({ model, row, second }) => {
    const [no, yes] = compiled(model).score([row]);

    expect(yes).toBeCloseTo(second, 6);
    expect(no).toBeCloseTo(1 - second, 6);
  });

  it('finds a text without a known word as likely as the bias says', () => {
    const [bad, good, odd] = compiled(smallText).score([{ tokens: ['', 'what'] }]);

    expect((good ?? 0) / (bad ?? 0)).toBeCloseTo(Math.exp(0.5), 5);
    expect(odd).toBe(bad);
  });

  it.each<{ row: Row; message: string }>([
    { row: {}, message: 'The model reads region, a text; the row has none' },
    { row: { region: 'north', hours: '5', month: 1 }, message: 'The model reads hours, a number; the row has string' },
    { row: { region: 'north', hours: 5, month: 1.5 }, message: 'The model reads month, an integer' },
    { row: { region: 'north', hours: 5, month: NaN }, message: 'The model reads month, an integer' },
    { row: { region: ['north'], hours: 5, month: 1 }, message: 'The model reads region, a text; the row has object' },
  ])('refuses $row: $message', ({ row, message }) => {
    const evaluator = compiled(smallColumns);

    expect(() => evaluator.score([row])).toThrow(
      expect.objectContaining({ code: 'invalid', message: expect.stringContaining(message) as string }),
    );
  });

  it('refuses a row without tokens', () => {
    expect(() => compiled(smallText).score([{ text: 'fine' }])).toThrow('The model reads tokens, a list of words');
  });
});

describe('explain', () => {
  it('names the n-grams that moved a label, against the mean of all labels, the largest first', () => {
    // log(1 + 1) × idf for each, then length 1: (1, 2, 1) ÷ √6.
    const unit = 1 / Math.sqrt(6);
    const explained = compiled(smallText).explain?.({ tokens: ['not', 'fine', 'what'] }, 'good', 9);

    expect(explained?.map(({ feature }) => feature)).toEqual(['not fine', 'not', 'fine']);
    expect(explained?.map(({ weight }) => weight)).toEqual(
      [-5 * unit, -1 * 2 * unit, 1 * unit].map((weight) => expect.closeTo(weight, 6) as number),
    );
  });

  it('turns the sign for the first of two labels', () => {
    const evaluator = compiled(smallSigmoid);

    expect(evaluator.explain?.({ tokens: ['fine', 'fine', 'not'] }, 'good', 1)).toEqual([
      { feature: 'fine', weight: 4 },
    ]);
    expect(evaluator.explain?.({ tokens: ['fine', 'fine', 'not'] }, 'bad', 1)).toEqual([
      { feature: 'fine', weight: -4 },
    ]);
  });

  it('names columns with their values, and a missing one as missing', () => {
    expect(compiled(smallColumns).explain?.({ region: 'south', hours: NaN, month: 8 }, 'yes', 9)).toEqual([
      { feature: 'region=south', weight: -2 },
      { feature: 'month=8', weight: 2 },
      { feature: 'hours=missing', weight: 0.5 },
    ]);
  });

  it('adds up to the logit without its bias', () => {
    const evaluator = compiled(smallColumns);
    const row = { region: 'north', hours: 11, month: 3 };
    const [no = 0, yes = 0] = evaluator.score([row]);
    const sum = evaluator.explain?.(row, 'yes', 9).reduce((total, { weight }) => total + weight, 0) ?? NaN;

    expect(sum + 0.25).toBeCloseTo(Math.log(yes / no), 5);
  });

  it('refuses a label that is not there', () => {
    expect(() => compiled(smallText).explain?.({ tokens: [] }, 'unknown', 3)).toThrow('There is no label unknown');
  });

  it('is not there for trees', () => {
    expect('explain' in compiled(smallTrees)).toBe(false);
  });
});
