import { z } from 'zod';
import type { Fitted } from '../fitted.ts';
import { seededRandom } from '../random.ts';
import type { Table } from '../table.ts';
import { calibrate } from './calibrate.ts';
import { fitGradientBoosting } from './gradient-boosting.ts';
import { tabularInput, textInput } from './linear-input.ts';
import { fitLinearSvm } from './linear-svm.ts';
import { fitLogisticRegression } from './logistic-regression.ts';
import { fitNaiveBayes } from './naive-bayes.ts';
import { fitNbSvm } from './nb-svm.ts';
import { schemas } from './parameters.ts';
import { fitRandomForest } from './random-forest.ts';
import { tfIdf } from './text-features.ts';

/** As `--param` and a manifest's lineage hold them. */
export type Parameters = Readonly<Record<string, string | number | boolean>>;

interface Fitter {
  readonly parameters: z.ZodObject;
  readonly fit: (table: Table, given: Parameters, seed: number) => Fitted;
}

const text = {
  'naive-bayes': fitter(schemas['naive-bayes'].text, (table, options) => fitNaiveBayes(table, options)),
  'logistic-regression': fitter(schemas['logistic-regression'].text, (table, options) =>
    fitLogisticRegression(table, textInput(table, tfIdf(table.rows, options)), options),
  ),
  'linear-svm': fitter(schemas['linear-svm'].text, (table, { folds, c, ...options }, seed) =>
    calibrate(table, { folds, seed }, (part) =>
      fitLinearSvm(part, textInput(part, tfIdf(part.rows, options)), c, seededRandom(seed)),
    ),
  ),
  'nb-svm': fitter(schemas['nb-svm'].text, (table, { folds, ...options }, seed) =>
    calibrate(table, { folds, seed }, (part) => fitNbSvm(part, options, seededRandom(seed))),
  ),
};

const tabular = {
  'logistic-regression': fitter(schemas['logistic-regression'].tabular, (table, options) =>
    fitLogisticRegression(table, tabularInput(table), options),
  ),
  'linear-svm': fitter(schemas['linear-svm'].tabular, (table, { folds, c }, seed) =>
    calibrate(table, { folds, seed }, (part) => fitLinearSvm(part, tabularInput(part), c, seededRandom(seed))),
  ),
  'gradient-boosting': fitter(schemas['gradient-boosting'].tabular, (table, options, seed) =>
    fitGradientBoosting(table, options, seededRandom(seed)),
  ),
  'random-forest': fitter(schemas['random-forest'].tabular, (table, options, seed) =>
    fitRandomForest(table, options, seededRandom(seed)),
  ),
};

/**
 * Trains one algorithm: the same table, parameters and seed give the same model on every machine.
 *
 * @throws Error for an algorithm or parameter that is not known or does not fit the table; it names those that do.
 */
export function fit(algorithm: string, table: Table, parameters: Parameters, seed: number): Fitted {
  checkTable(table);
  return fitterOf(algorithm, table).fit(table, readParameters(algorithm, table, parameters), seed);
}

/** All parameters of the algorithm: the given ones, checked, and the defaults. @throws Error that names each bad one. */
export function readParameters(algorithm: string, table: Table, given: Parameters): Parameters {
  const { parameters } = fitterOf(algorithm, table);
  const { success, data, error } = parameters.safeParse(given);
  if (success) return data as Parameters;
  const known = Object.keys(parameters.shape).join(', ');
  throw new Error(`Bad parameters of ${algorithm}, which knows ${known}:\n${z.prettifyError(error)}`);
}

function fitter<S extends z.ZodObject>(
  parameters: S,
  fitOne: (table: Table, options: z.output<S>, seed: number) => Fitted,
): Fitter {
  return { parameters, fit: (table, given, seed) => fitOne(table, parameters.parse(given), seed) };
}

function fitterOf(algorithm: string, { columns }: Table): Fitter {
  const [kind, known] = columns.length > 0 ? ['columns', tabular] : ['texts', text];
  const found = Object.entries(known).find(([name]) => name === algorithm);
  if (!found) throw new Error(`No algorithm ${algorithm} for ${kind}; there are ${Object.keys(known).join(', ')}`);
  return found[1];
}

/** @throws Error when the parts of a table are not of one length, or there is nothing to learn. */
function checkTable({ labels, rows, targets, weights }: Table): void {
  if (labels.length < 2) throw new Error(`A model needs at least two labels, not ${String(labels.length)}`);
  if (rows.length === 0) throw new Error('There are no rows to learn from');
  if (targets.length !== rows.length || (weights ?? targets).length !== rows.length) {
    throw new Error(`${String(rows.length)} rows, ${String(targets.length)} targets: they must be as many`);
  }
  const beyond = targets.find((target) => target !== undefined && !(target in labels));
  if (beyond !== undefined) throw new Error(`There is no label ${String(beyond)}`);
}
