import path from 'node:path';
import { Command } from 'commander';
import { openProject } from './checks/project.ts';
import { runChecks } from './checks/run-checks.ts';
import { allMutations } from './mutants/all-mutations.ts';
import { explanationOf } from './mutants/explanations.ts';
import { chooseMutations } from './mutants/mutation.ts';
import { planDifference } from './mutants/plan-difference.ts';
import { reachOf } from './mutants/reach.ts';
import { runMutant, type Outcome } from './mutants/run-mutant.ts';
import { printProblem } from './problem.ts';

const root = path.resolve(import.meta.dirname, '../..');
/** Fewer found, and the run fails: docs/infrastructure.md. */
const enoughFound = 0.95;

new Command('infra:mutants')
  .description(
    'Puts seeded faults into the files of infra/, one at a time and in memory only, and counts how many infra:check finds in the right place.',
  )
  .option('--seed <number>', 'decides which faults', Number, 7)
  .option('--count <number>', 'how many', Number, 400)
  .option('--verbose', 'prints also what was found')
  .showHelpAfterError()
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .action(runMutants)
  .parse();

function runMutants({ seed, count, verbose }: { seed: number; count: number; verbose?: true }): void {
  const project = openProject(root);
  const [problem] = [...runChecks(project)].flatMap(({ problems }) =>
    problems.filter(({ severity }) => severity === 'error'),
  );
  if (problem) throw new Error(`infra:check must be green first: ${printProblem(problem)}`);
  const all = allMutations(project);
  const chosen = chooseMutations(all, count, seed);
  const reach = reachOf(project.files, project.read);
  const outcomes = chosen.map((mutation) => {
    const outcome = runMutant(project, mutation, reach);
    if (verbose || !outcome.found?.isInPlace) console.log(describe(outcome));
    if (!outcome.found)
      console.log(`          ${planDifference(project, mutation)}
          (${explanationOf(mutation.kind)})`);
    return outcome;
  });
  for (const [kind, ofKind] of Map.groupBy(outcomes, ({ mutation }) => mutation.kind)) {
    const found = ofKind.filter((one) => one.found?.isInPlace).length;
    console.log(`${kind.padEnd(40)} ${String(found).padStart(4)} of ${String(ofKind.length)}`);
  }
  const found = outcomes.filter((one) => one.found?.isInPlace).length;
  const elsewhere = outcomes.filter((one) => one.found && !one.found.isInPlace).length;
  console.log(
    `${String(found)} of ${String(outcomes.length)} found in place (${((100 * found) / outcomes.length).toFixed(1)} %), ${String(elsewhere)} more elsewhere; ${String(all.length)} possible, seed ${String(seed)}`,
  );
  process.exitCode = found / outcomes.length >= enoughFound ? 0 : 1;
}

function describe({ mutation, line, before, after, found }: Outcome): string {
  const state = !found ? 'SURVIVED ' : found.isInPlace ? 'found    ' : 'ELSEWHERE';
  const seen = found ? `\n          ${found.check}: ${printProblem(found.problem)}` : '';
  return `${state} ${mutation.kind} ${mutation.file}:${String(line)}\n          − ${before}\n          + ${after}${seen}`;
}
