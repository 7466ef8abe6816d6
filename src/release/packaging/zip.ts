import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync, zipSync, type Zippable } from 'fflate';
import { z } from 'zod';
import { digestOfListing, filesIn, sha256 } from '../evidence/digest.ts';

/** What a package says of itself; `src/main.ts` reads it. */
const Build = z.object({ commit: z.string(), run: z.string(), digest: z.string() });
export type Build = z.infer<typeof Build>;

const buildFile = 'build.json';

/**
 * Writes a Functions app's folder as a ZIP, with `build.json` beside the code. The same files give the same bytes.
 *
 * @returns The digest of what is in it without `build.json`, and the size.
 */
export async function writeZip(
  folder: string,
  path: string,
  { commit, run }: Omit<Build, 'digest'>,
): Promise<{ readonly contents: string; readonly bytes: number }> {
  const files = new Map<string, Uint8Array>();
  for (const name of await filesIn(folder)) if (name !== buildFile) files.set(name, await readFile(join(folder, name)));
  const contents = listing(files);
  files.set(buildFile, Buffer.from(`${JSON.stringify({ commit, run, digest: contents })}\n`));
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  // The earliest time there is, local as the format wants it: the same bytes in every time zone. Unix, and readable by all: what Azure
  // mounts is read by another user than the one who packed.
  const attributes = { mtime: new Date(1980, 0, 1), os: 3, attrs: 0o100644 << 16 };
  const tree: Zippable = Object.fromEntries(sorted.map(([name, bytes]) => [name, [bytes, attributes] as const]));
  const zip = zipSync(tree, { level: 6 });
  await writeFile(path, zip);
  return { contents, bytes: zip.byteLength };
}

/** What is in a package, and what it says of itself. @throws Error for a file that is no package. */
export async function contentsOfZip(path: string): Promise<{ readonly digest: string; readonly build: Build }> {
  const { [buildFile]: said, ...files } = unzipped(await readFile(path), path);
  if (!said) throw new Error(`${path} has no ${buildFile}: npm run package writes it`);
  const build = Build.parse(JSON.parse(Buffer.from(said).toString('utf8')));
  return { build, digest: listing(new Map(Object.entries(files))) };
}

function unzipped(zip: Uint8Array, path: string): Record<string, Uint8Array> {
  try {
    return unzipSync(zip);
  } catch (cause) {
    throw new Error(`${path} is not a ZIP`, { cause });
  }
}

const listing = (files: ReadonlyMap<string, Uint8Array>) =>
  digestOfListing(new Map([...files].map(([name, bytes]) => [name, sha256(bytes)])));
