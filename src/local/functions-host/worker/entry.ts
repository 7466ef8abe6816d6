import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type App, systemError } from './app.ts';

/**
 * Loads every file that package.json's `main` names (a file, a folder or a pattern), in the order of their names.
 *
 * @throws Error that names the entry file. Nothing of the app survives it: half an app is worse than none.
 */
export async function loadEntry(app: App, appDir: string, entry: string | undefined): Promise<void> {
  const { main, type } = readPackage(appDir);
  const pattern = entry ?? main;
  if (!pattern) throw systemError(new Error(`${path.join(appDir, 'package.json')} has no "main"`));
  const files = entryFiles(appDir, pattern);
  if (files.length === 0) throw systemError(new Error(`No file matches "${pattern}", the app's entry point`));
  for (const file of files) {
    app.entry = path.join(appDir, file);
    try {
      await load(app.entry, type);
    } catch (error) {
      throw unloadable(file, error);
    } finally {
      app.entry = undefined;
    }
  }
}

function readPackage(appDir: string): { main: string | undefined; type: unknown } {
  const file = path.join(appDir, 'package.json');
  if (!existsSync(file)) throw systemError(new Error(`${file} does not exist`));
  const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  const { main, type } = JSON.parse(text) as Record<string, unknown>;
  return { main: typeof main === 'string' ? main : undefined, type };
}

/** As globby: no dot-files, nested node_modules included; a folder stands for every file below it. */
function entryFiles(appDir: string, pattern: string): string[] {
  const plain = path.join(appDir, pattern);
  if (existsSync(plain)) {
    if (statSync(plain).isFile()) return [pattern];
    pattern = path.posix.join(pattern, '**');
  }
  return globSync(pattern, { cwd: appDir })
    .filter((file) => statSync(path.join(appDir, file)).isFile())
    .sort();
}

async function load(file: string, packageType: unknown): Promise<void> {
  const extension = path.extname(file);
  const isModule = /^\.m[jt]s$/.test(extension) || (packageType === 'module' && !/^\.c[jt]s$/.test(extension));
  if (isModule) await import(pathToFileURL(file).href);
  else createRequire(file)(file);
}

function unloadable(file: string, error: unknown): Error {
  const message = error instanceof Error ? error.message : String(error);
  const failure = new Error(`Worker was unable to load entry point "${file}": ${message}`, { cause: error });
  if (error instanceof Error && error.stack) failure.stack = error.stack;
  return failure;
}
