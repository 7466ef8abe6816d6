import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { printProblem } from '../infra/problem.ts';
import { isFound, judge, type Judged, type Verdict } from './mutants/judge.ts';
import { makeMutants } from './mutants/make-mutants.ts';
import { checkPipelines, type CheckOptions } from './pipeline/checks/check-pipelines.ts';
import { repositoryFacts } from './pipeline/checks/repository-facts.ts';
import { ReleaseError, runProgram } from './run-program.ts';

/** `npm run pipelines:mutants`: see `--help`. */

/** What must be found with file and line. */
const WANTED = 0.95;

interface Options {
  readonly seed: number;
  readonly count: number;
  readonly verbose?: true;
}

const program = new Command('pipelines:mutants')
  .description(
    'Puts faults into copies of the pipeline files, one at a time, and counts how many npm run pipelines:check finds.',
  )
  .option('--seed <number>', 'decides which faults', whole, 7)
  .option('--count <number>', 'how many', whole, 250)
  .option('--verbose', 'say of each what was found')
  .action(({ seed, count, verbose }: Options) => {
    runMutants(seed, count, verbose === true);
  });

await runProgram(program);

function runMutants(seed: number, count: number, isVerbose: boolean): void {
  const options = repositoryFacts(join(import.meta.dirname, '../..'));
  const { problems } = checkPipelines(options);
  if (problems.length > 0)
    throw new ReleaseError('pipelines/ has problems already', { next: 'npm run pipelines:check' });
  const judged = makeMutants(textsOf(options), seed, count).map((mutant) => {
    const result = judge(mutant, options);
    if (isVerbose || !isFound(result)) print(result);
    return result;
  });
  const found = judged.filter(isFound).length;
  const of = (verdict: Verdict) => judged.filter((one) => one.verdict === verdict).length;
  for (const line of byKind(judged)) console.log(line);
  const percent = ((found / judged.length) * 100).toFixed(1);
  console.log(
    `${judged.length} mutants (seed ${seed}): ${found} found with file and line (${percent} %; ${of('named')} of them by name in the message), ` +
      `${of('elsewhere')} found elsewhere, ${of('survives')} survive`,
  );
  if (found < judged.length * WANTED) throw new ReleaseError(`Fewer than ${WANTED * 100} % were found`);
}

function textsOf({ yamlFiles, read }: CheckOptions): Readonly<Record<string, string>> {
  return Object.fromEntries(yamlFiles.map((file) => [file, read(file) ?? '']));
}

function print({ mutant, verdict, problems }: Judged): void {
  const sign = { place: '✓', named: '✓', elsewhere: '~', survives: '✗' }[verdict];
  console.log(`${sign} ${mutant.file}:${mutant.lines.join(',')}  ${mutant.kind}: ${mutant.what}`);
  for (const problem of problems.slice(0, 2)) console.log(`    ${printProblem(problem)}`);
}

function byKind(judged: readonly Judged[]): readonly string[] {
  const kinds = [...new Set(judged.map(({ mutant }) => mutant.kind))];
  return kinds.map((kind) => {
    const own = judged.filter(({ mutant }) => mutant.kind === kind);
    const found = own.filter(isFound).length;
    return `  ${kind.padEnd(20)} ${String(found).padStart(3)} of ${own.length}`;
  });
}

function whole(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}
