import { pathToFileURL } from 'node:url';
import { fit } from '../../src/training/algorithms/fit.ts';
import { crossValidate } from '../../src/training/metrics/cross-validate.ts';
import { accuracy } from '../../src/training/metrics/hits.ts';
import { logLoss } from '../../src/training/metrics/probability-scores.ts';
import type { Table } from '../../src/training/table.ts';
import type { Figure } from './figures.ts';
import { printFigures, progress } from './figures.ts';
import { gaussianNaiveBayes } from './training/gaussian-naive-bayes.ts';
import { readReviews } from './training/read-reviews.ts';
import { readTitanic } from './training/read-titanic.ts';

/**
 * `npm run bench:training [-- <folder>]`: accuracy of every algorithm by 5-fold cross-validation, five times over with other
 * folds, and how long one training takes. The folder holds `restaurant_reviews_train.tsv` and `titanic_train.csv`.
 */
const [given = new URL('../../../shared/data/tabular', import.meta.url).pathname] = process.argv.slice(2);
const folder = new URL(`${pathToFileURL(given).href}/`);
const seeds = [1, 2, 3, 4, 5];
const folds = 5;

const reviews = await readReviews(folder);
const titanic = await readTitanic(folder);
printFigures('5-fold accuracy, mean of 5 draws of the folds (lowest – highest), log loss, one training', [
  tutorial(reviews),
  measure('reviews', reviews, 'naive-bayes'),
  measure('reviews', reviews, 'logistic-regression'),
  measure('reviews', reviews, 'linear-svm'),
  measure('reviews', reviews, 'nb-svm', 0.81),
  measure('Titanic', titanic, 'logistic-regression'),
  measure('Titanic', titanic, 'linear-svm'),
  measure('Titanic', titanic, 'random-forest'),
  measure('Titanic', titanic, 'gradient-boosting', 0.81),
]);

function measure(name: string, table: Table, algorithm: string, target?: number): Figure {
  progress(`${name}, ${algorithm}`);
  let trainingMs = 0;
  const train = (part: Table) => {
    const start = performance.now();
    const fitted = fit(algorithm, part, {}, 1);
    trainingMs += (performance.now() - start) / (folds * seeds.length);
    return fitted;
  };
  const runs = seeds.map((seed) => crossValidate(table, { folds, seed }, train));
  const losses = `log loss ${mean(runs.map(logLoss)).toFixed(3)}`;
  const figure = figureOf(`${name} (${table.rows.length}), ${algorithm}`, runs.map(accuracy), target);
  return { ...figure, value: `${figure.value}  ${losses}  ${trainingMs.toFixed(0).padStart(4)} ms` };
}

function tutorial(table: Table): Figure {
  const accuracies = seeds.map((seed) => gaussianNaiveBayes(table, { folds, seed }));
  const figure = figureOf(`reviews (${table.rows.length}), the tutorial's Gaussian naive Bayes`, accuracies);
  return { ...figure, value: figure.value.padEnd(figure.value.length + 25) };
}

function figureOf(name: string, accuracies: readonly number[], target?: number): Figure {
  const value = mean(accuracies);
  const range = `(${Math.min(...accuracies).toFixed(3)} – ${Math.max(...accuracies).toFixed(3)})`;
  const verdict = target === undefined ? {} : { target: `≥ ${target}`, met: value >= target };
  return { name, value: `${value.toFixed(3)} ${range}`, ...verdict };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
