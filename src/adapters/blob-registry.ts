import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ContainerClient } from '@azure/storage-blob';
import { AppError } from '../domain/errors.ts';
import { Manifest } from '../domain/manifest.ts';
import { createBlob, readBlob } from './blob-create-only.ts';

/** A model version as registered. */
export interface Registered {
  readonly manifest: Manifest;
  /** `exists`: the same version was there already. */
  readonly outcome: 'registered' | 'exists';
}

/**
 * Puts a model version's folder into container `models`: files first, the manifest last, because it *is* the version.
 * Nothing is ever overwritten; a registration that broke off is completed by the next.
 *
 * @param folder Local folder with `manifest.json` and the files that it names.
 * @throws AppError `invalid` when the folder is not what its manifest says; `conflict` when other bytes are registered under this version.
 */
export async function registerModel(registry: ContainerClient, folder: string): Promise<Registered> {
  const json = await readFile(join(folder, 'manifest.json'));
  const manifest = parse(json.toString(), folder);
  const place = `${manifest.model}/${manifest.modelVersion}`;
  const present = await readBlob(registry, `${place}/manifest.json`);
  if (present) {
    requireSame(present, json, `${place}/manifest.json`);
    return { manifest, outcome: 'exists' };
  }
  const files = await Promise.all(Object.entries(manifest.files).map((entry) => readChecked(folder, ...entry)));
  await Promise.all(files.map(({ name, bytes }) => createSame(registry, `${place}/${name}`, bytes)));
  const outcome = await createSame(registry, `${place}/manifest.json`, json);
  return { manifest, outcome: outcome === 'created' ? 'registered' : 'exists' };
}

function parse(json: string, folder: string): Manifest {
  try {
    return Manifest.parse(JSON.parse(json));
  } catch (cause) {
    throw new AppError('invalid', `${join(folder, 'manifest.json')} does not match its schema`, { cause });
  }
}

async function readChecked(folder: string, name: string, sha256: string): Promise<{ name: string; bytes: Buffer }> {
  if (!/^[\w-][\w.-]*$/.test(name)) throw new AppError('invalid', `A model's file may not be called ${name}`);
  const bytes = await readFile(join(folder, name));
  if (createHash('sha256').update(bytes).digest('hex') === sha256) return { name, bytes };
  throw new AppError('invalid', `${join(folder, name)} is not the file that its manifest names: the SHA-256 differs`);
}

async function createSame(registry: ContainerClient, name: string, bytes: Buffer): Promise<'created' | 'exists'> {
  const type = name.endsWith('.json') ? 'application/json' : 'application/octet-stream';
  const outcome = await createBlob(registry, name, bytes, type);
  if (outcome === 'exists') requireSame(await readBlob(registry, name), bytes, name);
  return outcome;
}

function requireSame(present: Buffer | undefined, bytes: Buffer, name: string): void {
  if (present?.equals(bytes)) return;
  throw new AppError('conflict', `The registry holds other bytes as ${name}`, {
    next: 'A model version never changes: give the new one a higher modelVersion.',
  });
}
