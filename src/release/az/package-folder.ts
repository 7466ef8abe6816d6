import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, normalize, sep } from 'node:path';
import { unzipSync } from 'fflate';
import { AzError } from './az-error.ts';

/** Unpacks a package below `folder`, under its digest. @returns The folder of the app. @throws AzError for what is no package. */
export async function unpack(zip: string, folder: string): Promise<string> {
  const bytes = await readFile(zip).catch(() => {
    throw new AzError(2, `Either 'src' ${zip} is not a path of a file, or it cannot be read.`);
  });
  const target = join(folder, createHash('sha256').update(bytes).digest('hex'));
  if (await stat(target).catch(() => undefined)) return target;
  const draft = `${target}.${randomUUID()}`;
  try {
    for (const [name, content] of Object.entries(filesIn(bytes, zip))) await put(join(draft, checked(name)), content);
    await rename(draft, target);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return target;
}

function filesIn(bytes: Uint8Array, zip: string): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes, { filter: ({ name }) => !name.endsWith('/') });
  } catch (error) {
    throw new AzError(
      1,
      `Deployment failed: ${zip} is no ZIP file (${error instanceof Error ? error.message : String(error)})`,
    );
  }
}

/** A name that leaves the folder is nobody's package. */
function checked(name: string): string {
  const path = normalize(name);
  if (path.startsWith('..') || path.startsWith(sep))
    throw new AzError(1, `Deployment failed: the package holds ${name}`);
  return path;
}

async function put(path: string, content: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}
