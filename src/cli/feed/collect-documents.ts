import { stat } from 'node:fs/promises';
import { basename, relative, resolve, sep } from 'node:path';
import { usageError } from '../exit.ts';
import type { FoundDocument } from './found-document.ts';
import { listFolder } from './list-folder.ts';

export interface Collection {
  readonly documents: readonly FoundDocument[];
  readonly skipped: number;
}

/**
 * What a person named: files by their last name, a folder's by their way inside it. Names that would meet get their way from `cwd`.
 *
 * @throws CliError 2 that names every path that is missing, an empty folder, or two files that would get the same name.
 */
export async function collectDocuments(paths: readonly string[], cwd: string): Promise<Collection> {
  await checkAllThere(paths, cwd);
  const parts = await Promise.all(paths.map((path) => collect(path, cwd)));
  const documents = keepApart(
    parts.flatMap((part) => part.documents),
    cwd,
  );
  return { documents, skipped: parts.reduce((sum, part) => sum + part.skipped, 0) };
}

async function collect(path: string, cwd: string): Promise<Collection> {
  const full = resolve(cwd, path);
  const found = await stat(full);
  if (!found.isDirectory()) return { documents: [{ name: basename(full), path: full }], skipped: 0 };
  const folder = await listFolder(full);
  if (folder.documents.length === 0) throw usageError(`There is no document in ${path}`);
  return folder;
}

async function checkAllThere(paths: readonly string[], cwd: string): Promise<void> {
  const found = await Promise.all(paths.map((path) => stat(resolve(cwd, path)).catch(() => undefined)));
  const missing = paths.filter((_path, index) => !found[index]);
  if (missing.length > 0) throw usageError(`There is no such file or folder: ${missing.join(', ')}`);
}

function keepApart(documents: readonly FoundDocument[], cwd: string): FoundDocument[] {
  const unique = [...new Map(documents.map((document) => [`${document.name}\n${document.path}`, document])).values()];
  const byName = Map.groupBy(unique, ({ name }) => name);
  const named = unique.map((document) =>
    byName.get(document.name)?.length === 1 ? document : { ...document, name: wayFrom(cwd, document.path) },
  );
  for (const [name, [one, other]] of Map.groupBy(named, (document) => document.name)) {
    if (one && other)
      throw usageError(
        `${one.path} and ${other.path} would both be stored as ${name}`,
        'Upload them one by one with --name.',
      );
  }
  return named;
}

const wayFrom = (cwd: string, path: string) =>
  relative(cwd, path)
    .split(sep)
    .filter((part) => part !== '..')
    .join('/');
