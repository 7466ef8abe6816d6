import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readCorrections } from '../data/corrections.ts';
import { recipeFor, shippedRecipes } from '../models/recipes.ts';
import type { Recipe } from '../models/recipe.ts';
import { runTraining } from '../pipeline/pipeline.ts';
import { seedModels } from '../seed-folders.ts';
import { isPassed } from '../tests/check.ts';
import { askForCorrections, registerModel } from './docscore-command.ts';
import { checkLine, metricLines, stageLine } from './lines.ts';
import { writeModelFolder } from './model-folder.ts';
import type { TrainOptions } from './train-options.ts';
import { readTrainOptions, trainHelp } from './train-options.ts';

/**
 * `npm run train`.
 *
 * @returns The exit code: 0, or 1 for a model that fails a group of checks.
 * @throws UsageError; Error that says what is wrong with the data.
 */
export async function trainCommand(args: readonly string[], print: (line: string) => void): Promise<number> {
  const options = readTrainOptions(args);
  if (options.help) {
    print(trainHelp);
    return 0;
  }
  const models = options.models.length > 0 ? options.models : shippedRecipes.map(({ model }) => model);
  let exitCode = 0;
  for (const model of models) exitCode ||= await trainOne(model, options, print);
  return exitCode;
}

async function trainOne(model: string, options: TrainOptions, print: (line: string) => void): Promise<number> {
  const { csv, label, text, cache, correctionWeight, register } = options;
  const recipe = adapted(recipeFor(model, text === undefined ? 'tabular' : 'text'), options);
  print(`${model} ${recipe.modelVersion}`);
  const corrections = readCorrections(await correctionsFor(model, options));
  if (options.asksSystem || options.corrections !== undefined)
    print(`  ${corrections.length} correction${corrections.length === 1 ? '' : 's'}`);
  const { folder, prepared, evaluated } = await runTraining(
    { cache, onStage: (line) => print(stageLine(line)) },
    {
      recipe,
      csv: csv === undefined ? undefined : { bytes: await readFile(csv), options: { label, text, kind: recipe.kind } },
      corrections,
      correctionWeight,
    },
  );
  for (const line of [...prepared.notes.map((note) => `  ${note}`), ...metricLines(evaluated)]) print(line);
  const { checks, failed } = evaluated.tests;
  if (failed.length > 0) {
    for (const check of checks.filter((one) => !isPassed(one))) print(checkLine(check));
    print(`  not written: it fails ${failed.join(', ')}`);
    return 1;
  }
  const out = options.out ?? defaultFolder(recipe, options);
  const isNew = await writeModelFolder(out, folder);
  print(`  ${isNew ? 'written' : 'there already'}: ${relative('.', out)}`);
  return register ? registerModel(out) : 0;
}

/** What ships keeps its version; anything else about it makes another one. */
function adapted(recipe: Recipe, { algorithm, parameters, modelVersion, isChanged }: TrainOptions): Recipe {
  const [major, minor] = recipe.modelVersion.split('.').map(Number);
  const next = recipe.ownData && isChanged ? `${major}.${(minor ?? 0) + 1}.0` : recipe.modelVersion;
  const isOther = algorithm !== undefined && algorithm !== recipe.algorithm;
  return {
    ...recipe,
    modelVersion: modelVersion ?? next,
    ...(isOther && { algorithm, description: `${recipe.description.replace(/\. .*/, '.')} ${algorithm}.` }),
    // Another algorithm has other parameters.
    parameters: { ...(isOther ? {} : recipe.parameters), ...parameters },
  };
}

function defaultFolder({ model, modelVersion, ownData }: Recipe, options: TrainOptions): string {
  const ships = ownData && !options.isChanged && options.modelVersion === undefined;
  const root = ships ? fileURLToPath(seedModels) : join('.docscore-training', 'models');
  return join(root, model, modelVersion);
}

async function correctionsFor(model: string, { corrections, asksSystem }: TrainOptions): Promise<string> {
  const asked = asksSystem ? await askForCorrections(model) : '';
  const read = corrections === undefined ? '' : await readFile(corrections, 'utf8');
  return `${asked}\n${read}`;
}
