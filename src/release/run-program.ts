import { CommanderError, type Command } from 'commander';

/** A failure that a person can mend: printed without a stack, with the next step. */
export class ReleaseError extends Error {
  readonly next: string | undefined;

  constructor(message: string, { cause, next }: { cause?: unknown; next?: string } = {}) {
    super(message, { cause });
    this.name = 'ReleaseError';
    this.next = next;
  }
}

/** Runs a command line program. Sets the exit code: 0 fine, 1 failed, 2 bad arguments. */
export async function runProgram(program: Command, argv: readonly string[] = process.argv): Promise<void> {
  for (const command of [program, ...program.commands]) command.exitOverride().showHelpAfterError('(--help says more)');
  try {
    await program.parseAsync(argv);
  } catch (error) {
    process.exitCode = report(error);
  }
}

function report(error: unknown): number {
  // Commander has printed already; help and version are no mistake.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const { message, next } = error as { message?: string; next?: unknown };
  console.error(`✗ ${message ?? String(error)}`);
  if (typeof next === 'string') console.error(`  ${next}`);
  return 1;
}
