import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { collectDocuments } from '../../../src/cli/feed/collect-documents.ts';
import type { BenchSystem } from './bench-system.ts';

const samples = join(import.meta.dirname, '../../../seed/documents');

/** Bytes under a name, not yet uploaded. */
export interface BenchDocument {
  readonly name: string;
  readonly bytes: Buffer;
}

/** One page each, which must be recognised. */
export const receipts = ['receipt-grocery.jpg', 'receipt-cafe.jpg', 'receipt-hardware.jpg', 'receipt-pharmacy.jpg'];

/** One page each, with a text layer. */
export const bornDigital = ['invoice-garden.pdf', 'letter-moving.pdf'];

/** `count` documents made of these samples in turn, no two of the same bytes. */
export async function distinctSamples(files: readonly string[], count: number, prefix: string) {
  const same = await repeatedSamples(files, count, prefix);
  return same.map(({ name, bytes }) => ({ name, bytes: distinct(name, bytes) }));
}

/** `count` documents made of these samples in turn, under names of their own. */
export async function repeatedSamples(
  files: readonly string[],
  count: number,
  prefix: string,
): Promise<BenchDocument[]> {
  const contents = await Promise.all(files.map(async (file) => [file, await readFile(join(samples, file))] as const));
  return Array.from({ length: count }, (_, at) => contents[at % contents.length])
    .filter((content) => content !== undefined)
    .map(([file, bytes], at) => ({ name: `${prefix}/${at}-${file}`, bytes }));
}

/** A folder's documents, as `docscore start` would feed them; again with other bytes until there are `atLeast`. */
export async function folderDocuments(folder: string | undefined, atLeast: number): Promise<BenchDocument[]> {
  const { documents } = await collectDocuments([folder ?? samples], process.cwd());
  const once = await Promise.all(documents.map(async ({ name, path }) => ({ name, bytes: await readFile(path) })));
  const rounds = Math.ceil(atLeast / once.length);
  return Array.from({ length: rounds }, (_, round) =>
    once.map(({ name, bytes }) => ({
      name: `round-${round}/${name}`,
      bytes: round === 0 ? bytes : distinct(name, bytes),
    })),
  ).flat();
}

/**
 * Other bytes with the same content, so that no page comes from the memo: readers of pictures and PDFs ignore what follows the end, and
 * those of text ignore blanks there. An empty file stays empty: it is one because of that.
 */
function distinct(name: string, bytes: Buffer): Buffer {
  if (bytes.length === 0) return bytes;
  const random = randomBytes(32);
  return Buffer.concat([bytes, /\.(txt|md)$/i.test(name) ? asBlanks(random) : random]);
}

const asBlanks = (random: Buffer) => Buffer.from([...random].map((byte) => (byte % 2 === 0 ? 0x20 : 0x0a)));

/** Uploads with the storage SDK. Resolves when the last one is answered. */
export async function upload({ system }: BenchSystem, documents: readonly BenchDocument[], atOnce = 4): Promise<void> {
  const left = [...documents];
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let next = left.shift(); next; next = left.shift())
        await system.uploads.getBlockBlobClient(next.name).upload(next.bytes, next.bytes.length);
    }),
  );
}
