import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { processReader } from '../../src/adapters/reader/process-reader.ts';
import { AppError } from '../../src/domain/errors.ts';
import type { DocumentReader } from '../../src/ports.ts';
import { Confusion } from './confusion.ts';
import { qualityDocuments } from './quality-documents.ts';
import { shippedModel } from './shipped-model.ts';

/**
 * `npm run bench:quality [-- --count 200] [folder …]`: draws documents that nothing was trained on, reads them with the real reader, scores
 * them with the model that ships and prints how they were typed. Exit code 1 below the target. A folder with `manifest.json`
 * (`files: [{ file, documentType }]`) adds a table of real documents.
 */
const target = 0.95;
const seed = 90_210;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { count: { type: 'string', default: '200' } },
});

interface Judged {
  readonly name: string;
  readonly truth: string;
  readonly path: () => Promise<string>;
}

const typeOf = await shippedModel();
const readers = availableParallelism();
const silent = () => undefined;
await using reader = processReader({ readers, log: { info: silent, warn: console.warn, error: console.error } });
const scratch = await mkdtemp(join(tmpdir(), 'docscore-quality-'));
try {
  const made = await judge(
    `${values.count} generated documents, seed ${String(seed)}`,
    generated(Number(values.count)),
  );
  if (made.accuracy < target) process.exitCode = 1;
  for (const folder of positionals) await judge(`Documents of known type in ${folder}`, await fromFolder(folder));
} finally {
  await rm(scratch, { recursive: true });
}

function generated(count: number): Judged[] {
  return qualityDocuments(count, seed).map(({ file, truth, draw }) => ({
    name: file,
    truth,
    async path() {
      const path = join(scratch, file);
      await writeFile(path, await draw());
      return path;
    },
  }));
}

async function fromFolder(folder: string): Promise<Judged[]> {
  const { files } = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as {
    files: { file: string; documentType?: string }[];
  };
  return files.flatMap(({ file, documentType }) =>
    documentType === undefined
      ? []
      : [{ name: file, truth: documentType.replace('_', '-'), path: () => Promise.resolve(join(folder, file)) }],
  );
}

/** As many at once as there are readers. */
async function judge(title: string, documents: readonly Judged[]): Promise<Confusion> {
  const confusion = new Confusion();
  const misses: string[] = [];
  const left = [...documents];
  const started = performance.now();
  await Promise.all(
    Array.from({ length: readers }, async () => {
      for (let next = left.shift(); next; next = left.shift()) {
        const { label, confidence } = await answerFor(await next.path(), next.name, reader);
        confusion.add(next.truth, label);
        if (label !== next.truth) misses.push(`${next.name}: ${label} (${confidence.toFixed(2)})`);
        if (process.stderr.isTTY) process.stderr.write(`\r${String(confusion.total)} of ${String(documents.length)} `);
      }
    }),
  );
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  console.log(
    `\n${title}: type right for ${(100 * confusion.accuracy).toFixed(1)} % (${seconds} s)\n${confusion.toString()}`,
  );
  if (misses.length > 0) console.log(`wrong: ${misses.sort().join(', ')}`);
  return confusion;
}

async function answerFor(
  path: string,
  name: string,
  from: DocumentReader,
): Promise<{ label: string; confidence: number }> {
  using slot = await from.acquire();
  try {
    const { pageCount } = await slot.open(path, name);
    const texts: string[] = [];
    for (let page = 1; page <= pageCount; page++) texts.push((await slot.read(page)).page.text);
    return (await typeOf(texts.join('\n'))) ?? { label: 'no words', confidence: 0 };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { label: error.code, confidence: 0 };
  }
}
