import { execFile } from 'node:child_process';
import { ReleaseError } from '../run-program.ts';
import { commandOf } from '../az/commands.ts';

/** A call of the Azure CLI. @returns Its answer; `undefined` when it says nothing. @throws ReleaseError with what `az` said. */
export type Az = (args: readonly string[]) => Promise<unknown>;

/** Answers of `what-if` grow with the template. */
const mostBytes = 64 * 1024 * 1024;

type Env = Readonly<Record<string, string | undefined>>;

/** `az`, first on PATH. Only commands of `az/commands.ts`. @param env What the process gets. */
export const azureCli =
  (env: Env): Az =>
  (args) => {
    const { words } = commandOf(args);
    return call(env, words, args);
  };

/** `az` for the bootstrap, which a person runs: any command. */
export const az: Az = (args) => call(process.env, args.slice(0, 3).join(' '), args);

function call(env: Env, words: string, args: readonly string[]): Promise<unknown> {
  return new Promise((resolve, reject) => {
    execFile('az', [...args, '--output', 'json'], { env, maxBuffer: mostBytes }, (error, stdout, stderr) => {
      if (error) reject(failed(words, error, stderr));
      else resolve(stdout.trim() === '' ? undefined : answerOf(words, stdout));
    });
  });
}

function failed(words: string, error: Error, stderr: string): ReleaseError {
  if ('code' in error && error.code === 'ENOENT')
    return new ReleaseError('There is no Azure CLI here', {
      cause: error,
      next: 'Install it, and sign in with az login.',
    });
  const said = stderr.trim() === '' ? error.message : stderr.trim();
  return new ReleaseError(`az ${words}: ${said}`, { cause: error });
}

function answerOf(words: string, stdout: string): unknown {
  try {
    return JSON.parse(stdout);
  } catch (cause) {
    throw new ReleaseError(`az ${words} did not answer JSON: ${stdout.slice(0, 200)}`, { cause });
  }
}
