import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { digestOfFolder, sha256OfFile } from './digest.ts';
import type { Evidence } from './evidence.ts';
import { contentsOfZip } from '../packaging/zip.ts';

/**
 * Whether everything in the drop is what the evidence says, byte by byte.
 *
 * @throws Error that names what is missing or was changed.
 */
export async function verifyDrop(drop: string, evidence: Evidence): Promise<void> {
  const { package: built, models, infra, sbom, tests, rehearsal, entries } = evidence;
  const files = [built, sbom, tests, rehearsal].filter((one) => one !== undefined);
  for (const { file, sha256 } of files) same(file, sha256, await sha256OfFile(await there(drop, file)));
  const folders = [...models, ...(infra ? [infra] : [])];
  for (const { folder, sha256 } of folders) same(folder, sha256, await digestOfFolder(await there(drop, folder)));
  // What is in the ZIP is looked at when ci has just made it; from then on its digest says that it is the same.
  if (!built || entries.length > 0) return;
  const { digest, build } = await contentsOfZip(join(drop, built.file));
  same(`what is in ${built.file}`, built.contents, digest);
  same(`what ${built.file} says of itself`, built.contents, build.digest);
  same(`the commit of ${built.file}`, evidence.commit, build.commit);
}

function same(what: string, expected: string, found: string): void {
  if (expected === found) return;
  throw new Error(`${what} was changed: the evidence says ${expected.slice(0, 12)}…, this is ${found.slice(0, 12)}…`);
}

async function there(drop: string, path: string): Promise<string> {
  const whole = join(drop, path);
  if (await stat(whole).catch(() => undefined)) return whole;
  throw new Error(`${whole} is missing, and the evidence names it`);
}
