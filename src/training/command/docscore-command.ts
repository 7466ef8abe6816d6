import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { text } from 'node:stream/consumers';

const docscore = fileURLToPath(new URL('../../../bin/docscore.mjs', import.meta.url));

/** Puts a folder into the registry of the running system; the command says itself how it went. @returns Its exit code. */
export async function registerModel(folder: string): Promise<number> {
  const child = spawn(process.execPath, [docscore, 'models', 'register', folder], { stdio: 'inherit' });
  return exitCodeOf(child);
}

/** What people corrected in the running system, NDJSON. @throws Error when the system does not answer. */
export async function askForCorrections(model: string): Promise<string> {
  const args = [docscore, 'corrections', model, '--output', 'json'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [lines, code] = await Promise.all([text(child.stdout), exitCodeOf(child)]);
  if (code !== 0) throw new Error(`The corrections of ${model} could not be had from the running system`);
  return lines;
}

async function exitCodeOf(child: ReturnType<typeof spawn>): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  child.once('error', reject);
  child.once('close', (code) => resolve(code ?? 1));
  return promise;
}
