import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { findPackageJSON } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * SHA-256 (hexadecimal) of the code that a module runs: all of this repository that it imports, without types, comments and paths,
 * and the versions of the packages among it. So another folder, machine or comment changes nothing; another number does.
 */
export async function codeDigest(entry: URL): Promise<string> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: fileURLToPath(new URL('../../../', import.meta.url)),
    entryPoints: [fileURLToPath(entry)],
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    minifyWhitespace: true,
    legalComments: 'none',
  });
  const packages = new Set(
    Object.values(metafile.outputs)
      .flatMap(({ imports }) => imports.map(({ path }) => path))
      .filter((path) => !path.startsWith('node:')),
  );
  const versions = await Promise.all([...packages].sort().map(versionOf));
  return createHash('sha256')
    .update([...versions, ...outputFiles.map(({ text }) => text)].join('\n'))
    .digest('hex');
}

async function versionOf(name: string): Promise<string> {
  const path = findPackageJSON(name, import.meta.url);
  if (path === undefined) throw new Error(`The package ${name} is not installed`);
  const { version } = JSON.parse(await readFile(path, 'utf8')) as { version: string };
  return `${name}@${version}`;
}
