import { parseArgs } from 'node:util';
import { ModelVersion } from '../../domain/manifest.ts';
import { UsageError } from './usage-error.ts';

export const trainHelp = `npm run train [-- <model> …] [options]

Trains the models that ship (document-type, review-sentiment, incident-outcome), or a model of your own from a file:
get, prepare, train, evaluate, register. A stage whose inputs and code are known is taken from the cache.
A model that fails a group of checks (npm run test:models) is not written.

  --csv FILE             learn from this CSV or TSV instead of the repository's own data
  --label COLUMN         what the model is to answer (column "label", else the last)
  --text COLUMN          the column with the text, for a model that reads texts
  --param NAME=VALUE     algorithm=… and its parameters; again for more. Text: naive-bayes, logistic-regression,
                         linear-svm, nb-svm. Columns: logistic-regression, linear-svm, gradient-boosting, random-forest
  --model-version X.Y.Z  (what ships keeps its version; other data or parameters make the next minor version)
  --with-corrections     add the right answers that people gave in the running system
  --corrections FILE     the same from a file, one {"id", "row", "label"} per line
  --correction-weight N  how many ordinary rows a correction counts as (10)
  --out FOLDER           (seed/models/… for what ships, else .docscore-training/models/…)
  --register             put the model version into the running system's registry
  --cache FOLDER         results of the stages (.docscore-training/cache)
  --help`;

const options = {
  csv: { type: 'string' },
  label: { type: 'string' },
  text: { type: 'string' },
  param: { type: 'string', multiple: true, default: [] as string[] },
  'model-version': { type: 'string' },
  'with-corrections': { type: 'boolean', default: false },
  corrections: { type: 'string' },
  'correction-weight': { type: 'string', default: '10' },
  out: { type: 'string' },
  register: { type: 'boolean', default: false },
  cache: { type: 'string', default: '.docscore-training/cache' },
  help: { type: 'boolean', default: false },
} as const;

export type TrainOptions = ReturnType<typeof readTrainOptions>;

/** @throws UsageError that names the option. */
export function readTrainOptions(args: readonly string[]) {
  const { values, positionals } = parse(args);
  const { 'model-version': modelVersion, 'correction-weight': weight, 'with-corrections': asksSystem } = values;
  const correctionWeight = Number(weight);
  if (!(correctionWeight >= 1 && correctionWeight <= 1000)) throw new UsageError('--correction-weight: 1 to 1000');
  if (modelVersion !== undefined && !ModelVersion.safeParse(modelVersion).success) {
    throw new UsageError(`--model-version ${modelVersion}: three numbers, like 1.2.0`);
  }
  const { csv, corrections, param } = values;
  const isChanged = csv !== undefined || corrections !== undefined || asksSystem || param.length > 0;
  if ((isChanged || modelVersion !== undefined || values.out !== undefined) && positionals.length !== 1) {
    throw new UsageError('These options are for one model: name it');
  }
  return { ...values, models: positionals, modelVersion, correctionWeight, asksSystem, isChanged, ...method(param) };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

function method(given: readonly string[]): { algorithm: string | undefined; parameters: Record<string, string> } {
  const pairs = given.map((pair) => {
    const [, name, value] = /^([A-Za-z]+)=(.+)$/.exec(pair) ?? [];
    if (name === undefined || value === undefined) throw new UsageError(`--param ${pair}: name=value`);
    return [name, value] as const;
  });
  const { algorithm, ...parameters } = Object.fromEntries(pairs);
  return { algorithm, parameters };
}
