import { join, resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { ReleaseError } from '../run-program.ts';
import { decide } from './decide.ts';
import { rehearse, type RehearseCommandOptions } from './rehearse.ts';
import { paintFor, recordLine } from './print.ts';
import { readRunFile, runNumbers, type RunFile } from './run-folder.ts';

const root = join(import.meta.dirname, '../../..');

interface DirOption {
  readonly dir: string;
}

/** `npm run rehearse`: see `--help`. */
export function rehearseCommand(): Command {
  const dir = () => new Option('--dir <folder>', 'where runs and environments are kept').default('.docscore-rehearsal');
  const program = new Command('rehearse')
    // `--as` and `--dir` after a command are that command's.
    .enablePositionalOptions()
    .description(
      'Runs a pipeline of this repository on this machine: its steps for real, in local environments, with its approvals.',
    )
    .argument('[pipeline]', 'its file', 'pipelines/release.yml')
    .addOption(dir())
    .option('--env <names>', 'environments whose stages run, with commas: dev,prod', list)
    .option('--skip <stages>', 'stages that do not run, with commas', list)
    .option('--parameters <name=value>', 'of the pipeline; again for each', collect, {})
    .option('--drop <folder>', 'what ci made (default: npm run package makes it now)')
    .option('--as <name>', 'who starts the run', 'you')
    .option('--approvers <names>', 'who else there is, with commas', list, ['approver'])
    .option('--branch <name>', 'of the run', 'refs/heads/main')
    .option('--now <time>', 'ask business hours by this time (ISO 8601); without it they are not asked', time)
    .option(
      '--decide <file>',
      'what people say: [{ "decision": "approve" | "reject" | "cancel" | "time-out", "by", "comment" }]',
    )
    .addOption(
      new Option('--rejected-as <result>', 'how a rejected stage reads')
        .choices(['Failed', 'Skipped'])
        .default('Failed'),
    )
    .option('--fresh', 'forget the environments of earlier rehearsals')
    .option('--verbose', 'print what every step says')
    .action(async (file: string, options: RehearseCommandOptions) => {
      await rehearse(root, file, { ...options, dir: resolve(options.dir) });
    });
  program.addHelpText(
    'after',
    '\nExamples:\n  npm run rehearse\n  npm run rehearse -- pipelines/release.yml --env dev\n  npm run rehearse -- reject 3 --as approver --comment "Too slow"\n  npm run rehearse -- look',
  );
  for (const status of ['approved', 'rejected'] as const)
    program
      .command(status === 'approved' ? 'approve' : 'reject')
      .description(
        status === 'approved' ? 'let a waiting run go on' : 'do not let it go on: its candidate is withdrawn',
      )
      .argument('<run>', 'its number', number)
      .addOption(dir())
      .requiredOption('--as <name>', 'who says so; not who started the run')
      .option('--comment <text>', 'why; kept with the release', '')
      .action(async (id: number, options: DirOption & { as: string; comment: string }) => {
        await decide(await runCalled(options, id), { status, as: options.as, comment: options.comment });
        process.stdout.write(`Run ${id}: ${status} by ${options.as}\n`);
      });
  program
    .command('cancel')
    .description('cancel a run: its candidate is withdrawn')
    .argument('<run>', 'its number', number)
    .addOption(dir())
    .action(async (id: number, options: DirOption) => {
      const { result, pid } = await runCalled(options, id);
      if (result !== undefined) throw new ReleaseError(`Run ${id} has ended: ${result}`);
      process.kill(pid, 'SIGINT');
      process.stdout.write(`Run ${id} is being cancelled\n`);
    });
  program
    .command('look')
    .description('what happened in a run; without a number: all runs')
    .argument('[run]', 'its number', number)
    .addOption(dir())
    .action(async (id: number | undefined, options: DirOption) => {
      process.stdout.write(id === undefined ? await allRuns(options) : oneRun(await runCalled(options, id), options));
    });
  return program;
}

const runsIn = ({ dir }: DirOption) => join(resolve(dir), 'runs');

async function runCalled(options: DirOption, id: number): Promise<RunFile> {
  const found = await readRunFile(runsIn(options), id);
  if (!found) throw new ReleaseError(`There is no run ${id}`, { next: 'npm run rehearse -- look' });
  return found;
}

async function allRuns(options: DirOption): Promise<string> {
  const ids = await runNumbers(runsIn(options));
  const runs = await Promise.all(ids.map((id) => readRunFile(runsIn(options), id)));
  const lines = runs.flatMap((run) =>
    run
      ? [
          `${String(run.id).padStart(4)}  ${(run.result ?? (run.waiting ? 'waits' : 'runs')).padEnd(10)} ${run.file}  by ${run.requestedBy}`,
        ]
      : [],
  );
  return lines.length === 0 ? 'No runs yet: npm run rehearse\n' : `${lines.join('\n')}\n`;
}

function oneRun({ id, file, result, records }: RunFile, options: DirOption): string {
  const paint = paintFor(process.stdout);
  const lines = records.flatMap((record) => recordLine(record, paint) ?? []);
  const page = join(runsIn(options), String(id), 'index.html');
  return [`Run ${id} of ${file}: ${result ?? 'goes on'}`, ...lines, `Page: ${page}`, ''].join('\n');
}

const list = (text: string) => text.split(',').filter((one) => one !== '');

function number(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It must be the number of a run.');
  return Number(text);
}

function time(text: string): Date {
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) throw new InvalidArgumentError('It must be a time such as 2026-03-02T10:00Z.');
  return at;
}

function collect(text: string, before: Record<string, string>): Record<string, string> {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('It must be name=value.');
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
}
