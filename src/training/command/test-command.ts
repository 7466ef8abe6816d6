import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { compileGraph } from '../../models/evaluators/compile.ts';
import { signatureDataset } from '../data/signature-dataset.ts';
import { recipeFor, shippedRecipes } from '../models/recipes.ts';
import type { ModelFolder } from '../pipeline/describe.ts';
import { costsOf, graphScorer } from '../pipeline/graph-scorer.ts';
import { runPreparation } from '../pipeline/pipeline.ts';
import { heldOutOnly, readable } from '../pipeline/prepare.ts';
import { trainGraph } from '../pipeline/train-graph.ts';
import { shipped } from '../seed-folders.ts';
import type { Tested } from '../tests/check.ts';
import { testGroups } from '../tests/check.ts';
import { testModel } from '../tests/test-model.ts';
import { checkLine } from './lines.ts';
import { readModelFolder } from './model-folder.ts';
import { sessionCosts, sessionScorer } from './session-scorer.ts';
import { UsageError } from './usage-error.ts';

const help = `npm run test:models [-- <model> …]
npm run test:models -- --folder FOLDER --csv FILE [--label COLUMN] [--text COLUMN]

Puts the models that ship, or any model version's folder with labelled rows, to the groups of checks that gate registration:
${testGroups.join(', ')}. One line per check, a score from 0 to 1 per group; the exit code is 1 when a check fails.`;

const options = {
  folder: { type: 'string' },
  csv: { type: 'string' },
  label: { type: 'string' },
  text: { type: 'string' },
  cache: { type: 'string', default: '.docscore-training/cache' },
  help: { type: 'boolean', default: false },
} as const;

/** `npm run test:models`. @returns The exit code. @throws UsageError; Error that says what is wrong with the data or the model. */
export async function testCommand(args: readonly string[], print: (line: string) => void): Promise<number> {
  const { values, positionals } = parse(args);
  if (values.help) {
    print(help);
    return 0;
  }
  const { folder, csv, cache } = values;
  if ((folder === undefined) !== (csv === undefined)) throw new UsageError('--folder and --csv go together');
  if (folder !== undefined && csv !== undefined) return testFolder(folder, csv, values, print);
  const models = positionals.length > 0 ? positionals : shippedRecipes.map(({ model }) => model);
  let exitCode = 0;
  for (const model of models) exitCode ||= await testShipped(model, cache, print);
  return exitCode;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

async function testShipped(model: string, cache: string, print: (line: string) => void): Promise<number> {
  const recipe = shippedRecipes.find((one) => one.model === model);
  if (!recipe) throw new UsageError(`${model} does not ship; name its folder by --folder and labelled rows by --csv`);
  const version = await readModelFolder(fileURLToPath(shipped(model).folder));
  const training = { recipe: recipeFor(model, recipe.kind), corrections: [], correctionWeight: 1 };
  const prepared = await runPreparation({ cache, onStage: () => undefined }, training);
  const { graph } = version;
  const { signature, threshold } = version.manifest;
  const rows = prepared.measuring.map(({ row }) => row);
  return report(version, print, {
    ...{ prepared, threshold },
    score: graphScorer(signature, graph),
    read: (values) => readable(prepared.kind, values),
    retrain: (other) => Promise.resolve(graphScorer(signature, trainGraph(other, recipe).graph)),
    costs: await costsOf(graph.length, () => graphScorer(signature, graph), rows),
  });
}

async function testFolder(
  folder: string,
  csv: string,
  { label, text }: { readonly label?: string | undefined; readonly text?: string | undefined },
  print: (line: string) => void,
): Promise<number> {
  const version = await readModelFolder(folder);
  const { signature, threshold } = version.manifest;
  const prepared = heldOutOnly(signatureDataset(version.manifest, await readFile(csv), { label, text }));
  const rows = prepared.measuring.map(({ row }) => row);
  const tested = {
    prepared,
    threshold,
    read: (values: Parameters<Tested['read']>[0]) => readable(prepared.kind, values),
  };
  if (compileGraph({ signature }, version.graph)) {
    const load = () => graphScorer(signature, version.graph);
    return report(version, print, { ...tested, score: load(), costs: await costsOf(version.graph.length, load, rows) });
  }
  using session = await sessionScorer(version);
  const costs = await sessionCosts(session, version.graph.length, rows);
  return await report(version, print, { ...tested, score: session.score, costs });
}

async function report({ manifest }: ModelFolder, print: (line: string) => void, tested: Tested): Promise<number> {
  print(`${manifest.model} ${manifest.modelVersion}`);
  const { checks, scores, failed } = await testModel(tested);
  for (const check of checks) print(checkLine(check));
  print(`  ${testGroups.map((group) => `${group} ${scores[group].toFixed(2)}`).join(' · ')}`);
  if (failed.length > 0) print(`  fails ${failed.join(', ')}`);
  return failed.length > 0 ? 1 : 0;
}
