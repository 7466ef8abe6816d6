import { readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { digestOf, modelCache, type ModelCache } from '../../../src/adapters/models/model-cache.ts';
import { temporaryFolder } from '../../cli/run-docscore.ts';

let folder: string;
let cache: ModelCache;
const bytes = Buffer.from('a graph');
const sha256 = digestOf(bytes);

beforeEach(async () => {
  const scratch = await temporaryFolder();
  folder = join(scratch.path, 'cache');
  cache = modelCache(folder);
  return () => scratch[Symbol.asyncDispose]();
});

it('gives back what was written, to another process as well', async () => {
  expect(await cache.read(sha256)).toBeUndefined();

  await cache.write(sha256, bytes);

  expect(await modelCache(folder).read(sha256)).toEqual(bytes);
});

it('does not give a file that was changed, and takes the right one again', async () => {
  await cache.write(sha256, bytes);
  await writeFile(join(folder, sha256), 'another graph');

  expect(await cache.read(sha256)).toBeUndefined();
  await cache.write(sha256, bytes);
  expect(await cache.read(sha256)).toEqual(bytes);
});

it('leaves whole files and nothing else when many write the same at once', async () => {
  await Promise.all(Array.from({ length: 20 }, () => modelCache(folder).write(sha256, bytes)));

  expect(await readdir(folder)).toEqual([sha256]);
});

it('removes what nobody opened for 30 days', async () => {
  await cache.write(sha256, bytes);
  await cache.writeNote('kept', 'note');
  const longAgo = new Date(Date.now() - 31 * 24 * 3600 * 1000);
  await utimes(join(folder, sha256), longAgo, longAgo);

  const newer = Buffer.from('a newer graph');
  await cache.write(digestOf(newer), newer);

  expect((await readdir(folder)).sort()).toEqual([digestOf(newer), 'kept'].sort());
});

it('keeps what was opened since', async () => {
  await cache.write(sha256, bytes);
  const longAgo = new Date(Date.now() - 31 * 24 * 3600 * 1000);
  await utimes(join(folder, sha256), longAgo, longAgo);
  await cache.read(sha256);

  await cache.write(digestOf('other'), Buffer.from('other'));

  expect(await cache.read(sha256)).toEqual(bytes);
});

it('does without a disk that cannot be written', async () => {
  await writeFile(folder, 'a file where the folder should be');

  await cache.write(sha256, bytes);
  await cache.writeNote('tested', 'yes');

  expect([await cache.read(sha256), await cache.readNote('tested')]).toEqual([undefined, undefined]);
});
