import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ContainerClient } from '@azure/storage-blob';
import { AppError } from '../domain/errors.ts';
import type { Manifest } from '../domain/manifest.ts';
import { createBlob, readBlob } from './blob-create-only.ts';
import { modelCache, type ModelCache } from './models/model-cache.ts';
import { checkFiles, checkManifest, fileLimitBytes, placeOf } from './models/model-version.ts';
import { parseManifest } from './models/parse-manifest.ts';
import type { TestLoadLimits } from './models/test-load.ts';
import { testedOnce } from './models/tested-once.ts';

/** A model version as registered. */
export interface Registered {
  readonly manifest: Manifest;
  /** `exists`: the same version was there already. */
  readonly outcome: 'registered' | 'exists';
}

/** What has just been done: the folder is what its manifest says; its graph ran; everything is stored. */
export type RegisterStep = 'checked' | 'tested' | 'stored';

interface Options {
  readonly onStep?: (step: RegisterStep) => void;
  readonly cache?: ModelCache;
  readonly limits?: TestLoadLimits;
}

const manifestFile = 'manifest.json';

/**
 * Puts a model version's folder into container `models`: files first, the manifest last, because it *is* the version.
 * Before anything is written the folder is checked and its graph test-loaded in a process of its own, unless this machine has done
 * that for the same bytes. Nothing is ever overwritten; a registration that broke off is completed by the next.
 *
 * @param folder Local folder with `manifest.json` and the files that it names.
 * @throws AppError `invalid` when the folder is not what its manifest says or cannot be served; `conflict` when other bytes are
 * registered under this version.
 */
export async function registerModel(
  registry: ContainerClient,
  folder: string,
  { onStep = () => undefined, cache = modelCache(), limits }: Options = {},
): Promise<Registered> {
  const json = await readPart(folder, manifestFile);
  const manifest = parseManifest(json.toString(), join(folder, manifestFile));
  const place = placeOf(manifest);
  const present = await readBlob(registry, `${place}/${manifestFile}`);
  if (present) {
    requireSame(present, json, `${place}/${manifestFile}`);
    return { manifest, outcome: 'exists' };
  }
  checkManifest(manifest);
  const files = await readFiles(folder, manifest);
  const graph = checkFiles(manifest, files, folder);
  onStep('checked');
  await testedOnce(cache, manifest, graph, limits);
  onStep('tested');
  for (const [name, bytes] of files) await createSame(registry, `${place}/${name}`, bytes);
  const outcome = await createSame(registry, `${place}/${manifestFile}`, json);
  onStep('stored');
  return { manifest, outcome: outcome === 'created' ? 'registered' : 'exists' };
}

async function readFiles(folder: string, { files }: Manifest): Promise<Map<string, Uint8Array>> {
  const listed = Object.keys(files);
  for (const name of listed) {
    if (!/^[\w-][\w.-]*$/.test(name)) throw new AppError('invalid', `A model's file may not be called ${name}`);
    if (name === manifestFile) throw new AppError('invalid', `${manifestFile} cannot list itself`);
  }
  const strangers = (await readdir(folder)).filter((name) => name !== manifestFile && !listed.includes(name));
  if (strangers.length > 0) {
    throw new AppError('invalid', `${folder} holds ${strangers.join(', ')}, which its manifest does not list`, {
      next: 'Move away what is not part of the model, or list it with its SHA-256.',
    });
  }
  const found = new Map<string, Uint8Array>();
  for (const name of listed) found.set(name, await readPart(folder, name));
  return found;
}

async function readPart(folder: string, name: string): Promise<Buffer> {
  const path = join(folder, name);
  try {
    const { size } = await stat(path);
    if (size > fileLimitBytes)
      throw new AppError('too-large', `${path} has ${size} bytes; the limit is ${fileLimitBytes}`);
    return await readFile(path);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('invalid', `${path} cannot be read`, {
      cause,
      next: 'Name a folder with manifest.json and the files that it lists.',
    });
  }
}

async function createSame(registry: ContainerClient, name: string, bytes: Uint8Array): Promise<'created' | 'exists'> {
  const type = name.endsWith('.json') ? 'application/json' : 'application/octet-stream';
  const outcome = await createBlob(registry, name, bytes, type);
  if (outcome === 'exists') requireSame(await readBlob(registry, name), bytes, name);
  return outcome;
}

function requireSame(present: Buffer | undefined, bytes: Uint8Array, name: string): void {
  if (present?.equals(bytes)) return;
  throw new AppError('conflict', `The registry holds other bytes as ${name}`, {
    next: 'A model version never changes: give the new one a higher modelVersion.',
  });
}
