import { access, readFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { features } from '../../src/domain/artifact.ts';
import type { Features } from '../../src/domain/features.ts';
import type { ArtifactStore, MemoStore, UploadStore } from '../../src/ports.ts';
import { aTextPage } from '../fixtures/builders.ts';

type Make<Store> = () => Promise<Store> | Store;

const run = { documentId: 'a'.repeat(26), version: '0x1', run: 1 };
const value: Features = { ...run, schema: 1, preprocessVersion: 1, text: 'Pay', tokens: ['pay'] };

async function* bytes(...chunks: string[]) {
  for (const chunk of chunks) yield await Promise.resolve(new TextEncoder().encode(chunk));
}

/** What every `ArtifactStore` promises. */
export function artifactStoreContract(make: Make<ArtifactStore>) {
  it('gives back an artifact, and never overwrites it', async () => {
    const store = await make();

    expect(await store.create(features, run, value)).toBe('created');
    expect(await store.create(features, run, { ...value, tokens: ['other'] })).toBe('exists');
    expect(await store.read(features, run)).toEqual(value);
  });

  it('says not-found for an artifact that is not there, and invalid for one that breaks its schema', async () => {
    const store = await make();
    await store.create(features, run, { ...value, tokens: [''] });

    await expect(store.read(features, { ...run, run: 2 })).rejects.toMatchObject({ code: 'not-found' });
    await expect(store.read(features, run)).rejects.toMatchObject({ code: 'invalid' });
  });

  it('keeps a picture for each page that has one', async () => {
    const store = await make();
    await store.createPageImage(run, 1, Buffer.from('first'));
    await store.createPageImage(run, 1, Buffer.from('again'));

    expect(Buffer.from((await store.readPageImage(run, 1)) ?? []).toString()).toBe('first');
    expect(await store.readPageImage(run, 2)).toBeUndefined();
  });

  it('erases all of one run and nothing of another', async () => {
    const store = await make();
    const others = [
      { ...run, run: 11 },
      { ...run, version: '0x11' },
    ];
    for (const each of [run, ...others]) {
      await store.create(features, each, value);
      await store.createPageImage(each, 1, Buffer.from('picture'));
    }

    await store.erase(run);
    await store.erase(run);

    await expect(store.read(features, run)).rejects.toMatchObject({ code: 'not-found' });
    expect(await store.readPageImage(run, 1)).toBeUndefined();
    for (const other of others) {
      expect(await store.read(features, other)).toEqual(value);
      expect(await store.readPageImage(other, 1)).toBeDefined();
    }
  });
}

/** What every `MemoStore` promises. */
export function memoStoreContract(make: Make<MemoStore>) {
  const key = { sha256: 'f'.repeat(64), engineDigest: 'e'.repeat(16), page: 1 };

  it('remembers a page for the same bytes, engine and number only', async () => {
    const store = await make();
    const page = { pageCount: 3, page: { ...aTextPage('marker'), hasImage: true }, image: Buffer.from('picture') };
    await store.create(key, page);
    await store.create(key, { ...page, pageCount: 9 });

    const found = await store.read(key);
    expect(found).toMatchObject({ pageCount: 3, page: page.page });
    expect(Buffer.from(found?.image ?? []).toString()).toBe('picture');
    expect(await store.read({ ...key, page: 2 })).toBeUndefined();
    expect(await store.read({ ...key, engineDigest: '0' })).toBeUndefined();
  });

  it('forgets pages when the last run that used them is released, and not before', async () => {
    const store = await make();
    const twin = { ...run, documentId: 'b'.repeat(26) };
    const page = { pageCount: 1, page: { ...aTextPage('marker'), hasImage: true }, image: Buffer.from('picture') };
    for (const user of [run, twin, { ...run, run: 2 }]) await store.use(key.sha256, user);
    await store.create(key, page);
    await store.create({ ...key, page: 2, engineDigest: '0' }, page);

    await store.release(run);
    await store.release({ ...run, run: 2 });
    await store.release({ ...run, run: 3 });
    expect(await store.read(key)).toBeDefined();
    await store.release(twin);

    expect(await store.read(key)).toBeUndefined();
    expect(await store.read({ ...key, page: 2, engineDigest: '0' })).toBeUndefined();
  });

  it('forgets pages of all bytes that a run used, and may be told so twice', async () => {
    const store = await make();
    const other = { ...key, sha256: '0'.repeat(64) };
    const page = { pageCount: 1, page: aTextPage('marker') };
    for (const each of [key, other]) {
      await store.use(each.sha256, run);
      await store.use(each.sha256, run);
      await store.create(each, page);
    }

    await store.release(run);
    await store.release(run);

    expect([await store.read(key), await store.read(other)]).toEqual([undefined, undefined]);
  });
}

/** What every `UploadStore` promises. */
export function uploadStoreContract(make: Make<UploadStore>) {
  const limits = { contentType: 'text/plain', limitBytes: 10 };

  it('writes a body as a blob whose version is told', async () => {
    const store = await make();

    const { version, sizeBytes } = await store.put('in/a b%2f.txt', bytes('he', 'llo'), limits);

    expect(sizeBytes).toBe(5);
    expect(await store.head('in/a b%2f.txt')).toMatchObject({
      container: 'documents',
      name: 'in/a b%2f.txt',
      version,
      contentType: 'text/plain',
      sizeBytes: 5,
    });
    expect(await store.head('in/a b/.txt')).toBeUndefined();
  });

  it('takes an empty body and leaves nothing of one that is too large', async () => {
    const store = await make();

    await store.put('empty', bytes(), limits);
    await expect(store.put('large', bytes('12345', '67890', '1'), limits)).rejects.toMatchObject({ code: 'too-large' });

    expect(await store.head('empty')).toMatchObject({ sizeBytes: 0 });
    expect(await store.head('large')).toBeUndefined();
  });

  it('downloads exactly the version that was asked for, to a file that goes away', async () => {
    const store = await make();
    const { version } = await store.put('a.txt', bytes('old'), limits);

    const file = await store.download({ name: 'a.txt', version });
    expect(await readFile(file.path, 'utf8')).toBe('old');
    expect(file.sha256).toBe(createHash('sha256').update('old').digest('hex'));
    await file[Symbol.asyncDispose]();
    await expect(access(file.path)).rejects.toThrow('ENOENT');

    await store.put('a.txt', bytes('new'), limits);
    await expect(store.download({ name: 'a.txt', version })).rejects.toMatchObject({ code: 'superseded' });
    await expect(store.download({ name: 'gone.txt', version })).rejects.toMatchObject({ code: 'superseded' });
  });

  it('deletes what is there, or nothing', async () => {
    const store = await make();
    await store.put('a.txt', bytes('a'), limits);
    await store.put('b.txt', bytes('b'), limits);

    await store.delete('a.txt');
    await store.delete('a.txt');

    expect(await store.head('a.txt')).toBeUndefined();
    expect(await store.head('b.txt')).toBeDefined();
  });

  it('lists blobs by name, a page at a time', async () => {
    const store = await make();
    for (const name of ['c', 'a', 'b']) await store.put(name, bytes(name), limits);

    const first = await store.list({ limit: 2 });
    const second = await store.list({ limit: 2, next: first.next });

    expect([first, second].map(({ items }) => items.map(({ name }) => name))).toEqual([['a', 'b'], ['c']]);
    expect(second.next).toBeUndefined();
    expect(first.items[0]?.version).toBe((await store.head('a'))?.version);
  });
}
