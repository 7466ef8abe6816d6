import path from 'node:path';
import { Command, Option } from 'commander';
import { printProblem } from './problem.ts';
import { openProject } from './checks/project.ts';
import { runChecks, type CheckResult } from './checks/run-checks.ts';

const root = path.resolve(import.meta.dirname, '../..');

new Command('infra:check')
  .description(
    "Checks infra/: syntax and names, types against Azure's resource types, parameter files, the plan of each environment, policies over it, and that " +
      'code and plan agree both ways. Where the official Bicep compiler is installed (`bicep` on the path, or BICEP names it), it must agree.',
  )
  .addOption(new Option('--output <form>', 'how results are printed').choices(['text', 'json']).default('text'))
  .addOption(new Option('--bicep <path>', 'the official compiler').env('BICEP').default('bicep'))
  .showHelpAfterError()
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .action(({ output, bicep }: { output: 'text' | 'json'; bicep: string }) => {
    const results = [...runChecks(openProject(root), bicep)];
    const problems = results.flatMap((result) => result.problems);
    console.log(
      output === 'json'
        ? JSON.stringify({ checks: results }, undefined, 2)
        : [...results.map(lineOf), ...problems.map(printProblem)].join('\n'),
    );
    process.exitCode = problems.some(({ severity }) => severity === 'error') ? 1 : 0;
  })
  .parse();

/** `✓ types           31 files against 46 resource types   120 ms` */
function lineOf({ name, looked, durationMs, problems }: CheckResult): string {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const found = problems.length === 0 ? '' : `, ${String(errors)} errors, ${String(problems.length - errors)} warnings`;
  return `${errors === 0 ? '✓' : '✗'} ${name.padEnd(27)} ${looked}${found} (${durationMs.toFixed(0)} ms)`;
}
