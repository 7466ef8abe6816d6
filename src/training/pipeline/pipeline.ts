import { createHash } from 'node:crypto';
import { csvDataset } from '../data/csv-dataset.ts';
import type { CsvOptions } from '../data/csv-dataset.ts';
import type { Dataset, Example } from '../data/dataset.ts';
import type { Recipe } from '../models/recipe.ts';
import type { ModelFolder } from './describe.ts';
import { describe } from './describe.ts';
import type { Evaluated } from './evaluate.ts';
import { evaluate } from './evaluate.ts';
import type { Prepared } from './prepare.ts';
import { prepare } from './prepare.ts';
import type { StageContext, StageResult } from './stage.ts';
import { runStage } from './stage.ts';
import { trainGraph } from './train-graph.ts';

/** What one training is to do. */
export interface Training {
  readonly recipe: Recipe;
  /** A file instead of the repository's own data. */
  readonly csv?: { readonly bytes: Uint8Array; readonly options: CsvOptions } | undefined;
  /** Right answers that people gave. */
  readonly corrections: readonly Example[];
  /** How many ordinary rows a correction counts as. */
  readonly correctionWeight: number;
}

export interface TrainingResult {
  readonly folder: ModelFolder;
  readonly prepared: Prepared;
  readonly evaluated: Evaluated;
}

/** get → prepare → train → evaluate → register, each from the cache when its inputs and code are known. */
export async function runTraining(context: StageContext, training: Training): Promise<TrainingResult> {
  const { recipe } = training;
  const { model, algorithm, parameters, seed, unknownCost } = recipe;
  const got = await get(context, training);
  const prepared = await prepareData(context, training, got);
  const method = { model, algorithm, parameters, seed };
  const trained = await runStage(context, {
    name: 'train',
    code: new URL('train-graph.ts', import.meta.url),
    inputs: [prepared.digest, method],
    make: () => trainGraph(prepared.value, method),
  });
  const evaluated = await runStage(context, {
    name: 'evaluate',
    code: new URL('evaluate.ts', import.meta.url),
    inputs: [prepared.digest, trained.digest, method, unknownCost],
    make: () => evaluate(prepared.value, trained.value, { method, unknownCost }),
  });
  const codeDigest = digestOf([got, prepared, trained].map((result) => result.codeDigest));
  const { value: folder } = await runStage(context, {
    name: 'register',
    code: new URL('describe.ts', import.meta.url),
    inputs: [recipe, prepared.digest, trained.digest, evaluated.digest, codeDigest],
    make: () => describe(recipe, prepared.value, trained.value, evaluated.value, codeDigest),
  });
  return { folder, prepared: prepared.value, evaluated: evaluated.value };
}

/** The first two stages: what a model version is trained on and measured by. */
export async function runPreparation(context: StageContext, training: Training): Promise<Prepared> {
  return (await prepareData(context, training, await get(context, training))).value;
}

function get(context: StageContext, { recipe, csv }: Training): Promise<StageResult<Dataset>> {
  if (csv) {
    const { bytes, options } = csv;
    return runStage(context, {
      name: 'get',
      code: new URL('../data/csv-dataset.ts', import.meta.url),
      inputs: [createHash('sha256').update(bytes).digest('hex'), options],
      make: () => csvDataset(bytes, options),
    });
  }
  if (!recipe.ownData) throw new Error(`There is no data for ${recipe.model}: name a file by --csv`);
  const { make, code } = recipe.ownData;
  return runStage(context, { name: 'get', code, inputs: [], make });
}

function prepareData(context: StageContext, training: Training, { value, digest }: StageResult<Dataset>) {
  const { recipe, corrections, correctionWeight } = training;
  const choosingShare = recipe.unknownCost === undefined ? 0 : 0.1;
  const options = { corrections, correctionWeight, choosingShare, seed: recipe.seed };
  return runStage(context, {
    name: 'prepare',
    code: new URL('prepare.ts', import.meta.url),
    inputs: [digest, options],
    make: () => prepare(value, options),
  });
}

const digestOf = (parts: readonly string[]): string => createHash('sha256').update(parts.join('\n')).digest('hex');
