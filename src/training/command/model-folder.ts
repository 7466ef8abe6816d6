import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Manifest } from '../../domain/manifest.ts';
import type { ModelFolder } from '../pipeline/describe.ts';

/** Writes a model version's folder, the manifest last. @returns Whether anything was not there already. */
export async function writeModelFolder(folder: string, { manifest, graph }: ModelFolder): Promise<boolean> {
  await mkdir(folder, { recursive: true });
  const isNew = [
    await write(join(folder, 'model.onnx'), graph),
    await write(join(folder, 'manifest.json'), Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`)),
  ];
  return isNew.includes(true);
}

/** @throws Error when there is no manifest, or none that this code knows. */
export async function readModelFolder(folder: string): Promise<ModelFolder> {
  const json = await readFile(join(folder, 'manifest.json'), 'utf8');
  return { manifest: Manifest.parse(JSON.parse(json)), graph: await readFile(join(folder, 'model.onnx')) };
}

async function write(file: string, content: Uint8Array): Promise<boolean> {
  const present = await readFile(file).catch(() => undefined);
  if (present?.equals(content) === true) return false;
  await writeFile(file, content);
  return true;
}
