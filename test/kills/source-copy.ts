import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Safeguard } from './safeguards.ts';

const copied = ['src', 'bin', 'seed/models', 'package.json', 'host.json', 'LICENSE'];

/**
 * Copies what runs, so that edits meanwhile do not matter, takes a safeguard away, and builds the package.
 * @returns the folders of the copy and of the package in it.
 */
export async function copySource(source: string, folder: string, without: Safeguard | undefined) {
  const root = join(folder, 'source');
  await rm(root, { recursive: true, force: true });
  await mkdir(root, { recursive: true });
  for (const entry of copied) await cp(join(source, entry), join(root, entry), { recursive: true });
  await symlink(join(source, 'node_modules'), join(root, 'node_modules'));
  for (const { file, from, to } of without?.changes ?? []) await replaceOnce(join(root, file), from, to);
  const app = join(folder, 'app');
  await promisify(execFile)(process.execPath, [join(root, 'bin/build.ts'), app]);
  return { root, app };
}

async function replaceOnce(path: string, from: string, to: string): Promise<void> {
  const text = await readFile(path, 'utf8');
  if (text.split(from).length !== 2) throw new Error(`${path} does not hold this exactly once: ${from}`);
  await writeFile(
    path,
    text.replace(from, () => to),
  );
}
