import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { printProblem, type Problem } from '../infra/problem.ts';
import { graphPage } from './graph/graph-page.ts';
import { readBlock, writeBlock } from './graph/marked-block.ts';
import { checkPipelines } from './pipeline/checks/check-pipelines.ts';
import { repositoryFacts } from './pipeline/checks/repository-facts.ts';
import { ReleaseError, runProgram } from './run-program.ts';

/** `npm run pipelines:check`: see `--help`. */

const root = join(import.meta.dirname, '../..');

const page = 'docs/release.md';

interface Options {
  readonly graph?: true;
  readonly output: 'text' | 'json';
}

const program = new Command('pipelines:check')
  .description('Refuses what Azure Pipelines would refuse in pipelines/, and what would go wrong there later.')
  .addOption(
    new Option('-o, --output <format>', 'text for people, json for programs (one problem a line)')
      .choices(['text', 'json'])
      .default('text'),
  )
  .option('--graph', `write what runs when into ${page}`)
  .action((options: Options) => {
    check(options);
  });

await runProgram(program);

function check({ output, graph }: Options): void {
  const options = repositoryFacts(root);
  const { problems, pipelines } = checkPipelines(options);
  const path = join(root, page);
  const before = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const made = graphPage(pipelines, options.devops);
  if (graph === true && problems.length === 0) writeFileSync(path, writeBlock(before, made));
  const all = [...problems, ...(graph === true ? [] : outdated(before, made))];
  for (const problem of all) console.log(output === 'json' ? JSON.stringify(problem) : printProblem(problem));
  if (all.length > 0) throw new ReleaseError(`${all.length} problem${all.length === 1 ? '' : 's'} in pipelines/`);
  if (output === 'text') console.log(`✓ ${Object.keys(pipelines).join(', ')}`);
}

function outdated(text: string, made: string): readonly Problem[] {
  const block = readBlock(text);
  if (block?.text === made) return [];
  const message = `What runs when is ${block === undefined ? 'not there' : 'not as in pipelines/'}: npm run pipelines:check -- --graph`;
  return [{ file: page, line: block?.line ?? 1, column: 1, code: 'outdated-graph', message, severity: 'error' }];
}
