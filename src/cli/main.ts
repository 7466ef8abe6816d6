import { Command, CommanderError } from 'commander';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Cli } from './cli.ts';
import { backfillCommand } from './commands/backfill.ts';
import { cancelCommand } from './commands/cancel.ts';
import { correctCommand } from './commands/correct.ts';
import { correctionsCommand } from './commands/corrections.ts';
import { deadCommand } from './commands/dead.ts';
import { deleteCommand } from './commands/delete.ts';
import { feedbackCommand } from './commands/feedback.ts';
import { listCommand } from './commands/list.ts';
import { localCommand } from './commands/local.ts';
import { modelsCommand } from './commands/models.ts';
import { predictCommand } from './commands/predict.ts';
import { replayCommand } from './commands/replay.ts';
import { reprocessCommand } from './commands/reprocess.ts';
import { showCommand } from './commands/show.ts';
import { startCommand } from './commands/start.ts';
import { tokenCommand } from './commands/token.ts';
import { uploadCommand } from './commands/upload.ts';
import { watchCommand } from './commands/watch.ts';
import { CliError } from './exit.ts';
import { printable } from './screen/printable.ts';
import { screenOf } from './screen/screen.ts';

const home = resolve(import.meta.dirname, '..', '..');

/** In the order of `--help`: what people do first comes first. */
const commands = [
  ...[startCommand, uploadCommand, listCommand, showCommand, watchCommand],
  ...[reprocessCommand, cancelCommand, deleteCommand, deadCommand, replayCommand, backfillCommand],
  ...[correctCommand, feedbackCommand, correctionsCommand],
  tokenCommand,
  predictCommand,
  modelsCommand,
  localCommand,
];

/**
 * The command `docscore`. Sets the exit code: 0 fine, 1 failed or dead, 2 usage, 3 nothing running.
 *
 * @param argv As `process.argv`.
 */
export async function main(argv: readonly string[]): Promise<void> {
  const cli: Cli = {
    cwd: whereThePersonIs(),
    stateHome: process.cwd(),
    home,
    env: process.env,
    input: process.stdin,
    out: screenOf(process.stdout, process.env),
    err: screenOf(process.stderr, process.env),
  };
  endWithTheReader();
  try {
    await programOf(cli).parseAsync(argv);
  } catch (error) {
    process.exit(report(error, cli));
  }
}

function programOf(cli: Cli): Command {
  const program = new Command('docscore')
    .description('Documents in, scores out.')
    .version(versionOf(home))
    .addHelpText(
      'after',
      '\nExit codes: 0 fine, 1 failed or dead, 2 usage, 3 nothing running.\nStart with `npm start`; README.md says more.',
    );
  for (const command of commands) program.addCommand(command(cli));
  for (const command of [program, ...program.commands]) command.exitOverride().showHelpAfterError('(--help says more)');
  return program;
}

function report(error: unknown, { err }: Cli): number {
  // Commander has printed already; only help and version, which a person asked for, are no mistake.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof CliError) {
    err.line(`${err.paint('red', '✗')} ${printableLines(error.message)}`);
    if (error.next !== undefined) err.line(`  ${printableLines(error.next)}`);
    return error.exitCode;
  }
  err.line(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return 1;
}

const printableLines = (text: string) => text.split('\n').map(printable).join('\n');

/** npm runs a script in the package's folder, wherever the person called it; the paths are as seen from there. */
function whereThePersonIs(): string {
  const { INIT_CWD: initial, npm_lifecycle_event: script } = process.env;
  return initial !== undefined && script === 'start' && process.cwd() === home ? initial : process.cwd();
}

/** `docscore list | head -1` is no failure. */
function endWithTheReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    // EIO: the terminal is gone, and SIGHUP says so too.
    if (error.code !== 'EIO') throw error;
  });
}

function versionOf(folder: string): string {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  return version;
}
