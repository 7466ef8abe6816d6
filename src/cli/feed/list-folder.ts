import { readFile, readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { z } from 'zod';
import { usageError } from '../exit.ts';
import { readTruth } from './truth.ts';
import type { FoundDocument } from './found-document.ts';

/** Ours, made with the samples. */
const SampleManifest = z.object({ documents: z.array(z.object({ file: z.string(), truth: z.string().optional() })) });
/** That of a collection of test files. */
const CollectionManifest = z.object({ files: z.array(z.object({ file: z.string() })) });
const Manifest = z.union([SampleManifest, CollectionManifest]);

/**
 * A folder's documents: those that its `manifest.json` lists, else all files but dot-files, at any depth.
 * @returns Also how many entries were skipped: dot-files, dot-folders, and what is no file.
 * @throws CliError 2 for a manifest that cannot be understood, or that lists what is not there.
 */
export async function listFolder(folder: string): Promise<{ documents: FoundDocument[]; skipped: number }> {
  const manifest = await readIfThere(join(folder, 'manifest.json'));
  return manifest === undefined ? await walk(folder) : { documents: await listed(folder, manifest), skipped: 0 };
}

async function listed(folder: string, json: string): Promise<FoundDocument[]> {
  const manifest = parse(join(folder, 'manifest.json'), json);
  const entries: readonly { file: string; truth?: string | undefined }[] =
    'documents' in manifest ? manifest.documents : manifest.files;
  return Promise.all(
    entries.map(async ({ file, truth }) => {
      const path = await inside(folder, file);
      return {
        name: file,
        path,
        truth: truth === undefined ? undefined : await readTruth(await inside(folder, truth)),
      };
    }),
  );
}

function parse(path: string, json: string): z.infer<typeof Manifest> {
  try {
    return Manifest.parse(JSON.parse(json));
  } catch (error) {
    throw usageError(
      `${path} is not a list of documents: expected {"documents":[{"file":…}]} or {"files":[{"file":…}]}`,
      `Name the files themselves. ${error instanceof SyntaxError ? error.message : ''}`.trim(),
    );
  }
}

/** @throws CliError 2 when the file is missing or outside of the folder. */
async function inside(folder: string, file: string): Promise<string> {
  const path = join(folder, file);
  const way = relative(folder, path);
  if (way.split(sep)[0] === '..')
    throw usageError(`${join(folder, 'manifest.json')} lists ${file}, which is outside of the folder`);
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) throw usageError(`${join(folder, 'manifest.json')} lists ${file}, which is not there`);
  return path;
}

async function walk(folder: string): Promise<{ documents: FoundDocument[]; skipped: number }> {
  const documents: FoundDocument[] = [];
  let skipped = 0;
  const visit = async (at: string): Promise<void> => {
    const entries = await readdir(at, { withFileTypes: true });
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(at, entry.name);
      if (entry.name.startsWith('.')) skipped += 1;
      else if (entry.isDirectory()) await visit(path);
      else if (await isFile(path)) documents.push({ name: relative(folder, path).split(sep).join('/'), path });
      else skipped += 1;
    }
  };
  await visit(folder);
  return { documents, skipped };
}

/** A link to a file is a file; a link to a folder is not followed, since it can lead round in a circle. */
const isFile = async (path: string) => (await stat(path).catch(() => undefined))?.isFile() ?? false;

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
