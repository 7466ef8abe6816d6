/** How the command ends: 1 failed or dead, 2 usage, 3 nothing running. Zero is no error. */
export type ExitCode = 1 | 2 | 3;

/** An end that a person caused or can mend: printed without a stack, with the next step. */
export class CliError extends Error {
  readonly exitCode: ExitCode;
  readonly next: string | undefined;

  constructor(
    exitCode: ExitCode,
    message: string,
    { cause, next }: { cause?: unknown; next?: string | undefined } = {},
  ) {
    super(message, { cause });
    this.name = 'CliError';
    this.exitCode = exitCode;
    this.next = next;
  }
}

export const usageError = (message: string, next?: string) => new CliError(2, message, { next });
