import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codeDigest } from './code-digest.ts';
import { fromText, toText } from './stored-value.ts';

type StageName = 'get' | 'prepare' | 'train' | 'evaluate' | 'register';

/** What a stage was told when it ended. */
export interface StageLine {
  readonly stage: StageName;
  readonly isCached: boolean;
  readonly ms: number;
}

export interface StageContext {
  /** Folder of the results so far, by digest of what they were made from. */
  readonly cache: string;
  readonly onStage: (line: StageLine) => void;
}

export interface StageResult<T> {
  readonly value: T;
  /** SHA-256 of the value, and of the code that made it; hexadecimal. */
  readonly digest: string;
  readonly codeDigest: string;
}

interface Stage<T> {
  readonly name: StageName;
  /** The module whose code makes the value. */
  readonly code: URL;
  /** All that the value depends on beside the code: settings, and digests of what earlier stages gave. */
  readonly inputs: unknown;
  readonly make: () => T | Promise<T>;
}

/** Makes a value, or takes the one that the same code made of the same inputs. A damaged result is made again. */
export async function runStage<T>(
  context: StageContext,
  { name, code, inputs, make }: Stage<T>,
): Promise<StageResult<T>> {
  const begin = performance.now();
  const codeOf = await codeDigest(code);
  const file = join(context.cache, `${name}-${sha256(toText([name, codeOf, inputs]))}.json`);
  const kept = await readKept(file);
  const text = kept ?? toText(await make());
  if (kept === undefined) await keep(file, text);
  context.onStage({ stage: name, isCached: kept !== undefined, ms: performance.now() - begin });
  // A value that was just made is read back too: both ways give the same to the stages that follow.
  return { value: fromText(text) as T, digest: sha256(text), codeDigest: codeOf };
}

/** The first line is the digest of the rest. */
async function readKept(file: string): Promise<string | undefined> {
  const content = await readFile(file, 'utf8').catch(() => '');
  const end = content.indexOf('\n');
  const text = content.slice(end + 1);
  return end === 64 && sha256(text) === content.slice(0, end) ? text : undefined;
}

/** Whole or not at all: another training may look at the same moment. */
async function keep(file: string, text: string): Promise<void> {
  await mkdir(join(file, '..'), { recursive: true });
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, `${sha256(text)}\n${text}`);
  await rename(draft, file);
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
