import { fit } from '../algorithms/fit.ts';
import { crossValidate } from '../metrics/cross-validate.ts';
import { isRight } from '../metrics/guess.ts';
import type { Prepared } from './prepare.ts';
import type { Method } from './train-graph.ts';
import { tableOf } from './train-graph.ts';

/** Of fewer rows than this, a fifth says little about a model: each is held out once. */
const rowsLimit = 2000;
const folds = 5;

/** How many rows are answered rightly by models that were trained on the other four fifths; `undefined` where there are rows enough. */
export function crossValidated(prepared: Prepared, { algorithm, parameters, seed }: Method) {
  const all = { ...prepared, training: [...prepared.training, ...prepared.measuring] };
  if (all.training.length > rowsLimit) return undefined;
  const guesses = crossValidate(tableOf(all), { folds, seed }, (table) => fit(algorithm, table, parameters, seed));
  return { right: guesses.filter(isRight).length, rows: guesses.length };
}
