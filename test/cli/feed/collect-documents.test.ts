import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { collectDocuments } from '../../../src/cli/feed/collect-documents.ts';
import { temporaryFolder } from '../run-docscore.ts';

/** Writes files by path; a text ends up as it is, anything else as JSON. */
async function write(folder: string, files: Record<string, unknown>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content));
  }
}

const names = ({ documents }: { documents: readonly { name: string }[] }) => documents.map(({ name }) => name);

it('takes all files of a folder but dot-files, by their way inside it, and counts what it skipped', async () => {
  await using folder = await temporaryFolder();
  await write(folder.path, { 'b.pdf': '', 'a/c d.jpg': '', 'a/.hidden': '', '.git/config': '', '.DS_Store': '' });
  await symlink(folder.path, join(folder.path, 'circle'));
  await symlink(join(folder.path, 'b.pdf'), join(folder.path, 'link.pdf'));

  const found = await collectDocuments(['.'], folder.path);

  expect(names(found)).toEqual(['a/c d.jpg', 'b.pdf', 'link.pdf']);
  expect(found.skipped).toBe(4);
});

it('takes the documents that a manifest of samples lists, with their ground truth', async () => {
  await using folder = await temporaryFolder();
  await write(folder.path, {
    'manifest.json': { documents: [{ file: 'b.jpg', truth: 'b.jpg.truth.json' }, { file: 'a.txt' }] },
    'b.jpg': '',
    'b.jpg.truth.json': { state: 'scored', type: 'receipt', pages: 1, text: ['TOTAL'] },
    'a.txt': '',
    'not-listed.txt': '',
  });

  const { documents, skipped } = await collectDocuments(['.'], folder.path);

  expect(documents.map(({ name, truth }) => ({ name, truth }))).toEqual([
    { name: 'b.jpg', truth: { state: 'scored', type: 'receipt', pages: 1 } },
    { name: 'a.txt', truth: undefined },
  ]);
  expect(skipped).toBe(0);
});

it('takes the documents that a manifest of a collection lists', async () => {
  await using folder = await temporaryFolder();
  await write(folder.path, {
    'manifest.json': { split: 'x', files: [{ file: 'in/a.pdf', kind: 'scan' }] },
    'in/a.pdf': '',
  });

  expect(names(await collectDocuments([folder.path], '/'))).toEqual(['in/a.pdf']);
});

it('calls files by their last name, and those that would meet by their way from here', async () => {
  await using folder = await temporaryFolder();
  await write(folder.path, { 'a/x.pdf': '', 'b/x.pdf': '', 'b/y.pdf': '' });

  expect(names(await collectDocuments(['a/x.pdf', 'b/x.pdf', 'b/y.pdf', 'b/y.pdf'], folder.path))).toEqual([
    'a/x.pdf',
    'b/x.pdf',
    'y.pdf',
  ]);
});

it.each<{ what: string; files: Record<string, unknown>; paths: string[]; says: RegExp }>([
  { what: 'all paths that are missing', files: { 'a.pdf': '' }, paths: ['a.pdf', 'b.pdf', 'c'], says: /b\.pdf, c$/ },
  {
    what: 'a folder without documents',
    files: { 'empty/.hidden': '' },
    paths: ['empty'],
    says: /no document in empty/,
  },
  {
    what: 'a manifest that is no JSON',
    files: { 'manifest.json': '{' },
    paths: ['.'],
    says: /manifest\.json is not a list/,
  },
  {
    what: 'a manifest of something else',
    files: { 'manifest.json': { name: 'an app' } },
    paths: ['.'],
    says: /manifest\.json is not a list/,
  },
  {
    what: 'a listed file that is missing',
    files: { 'manifest.json': { files: [{ file: 'x.pdf' }] } },
    paths: ['.'],
    says: /lists x\.pdf, which is not there/,
  },
  {
    what: 'a listed file outside of the folder',
    files: { 'in/manifest.json': { files: [{ file: '../x.pdf' }] }, 'x.pdf': '' },
    paths: ['in'],
    says: /lists \.\.\/x\.pdf, which is outside/,
  },
  {
    what: 'a ground truth that makes no sense',
    files: { 'manifest.json': { documents: [{ file: 'x', truth: 't.json' }] }, x: '', 't.json': { state: 'great' } },
    paths: ['.'],
    says: /t\.json is no ground truth/,
  },
])('refuses as a mistake in usage: $what', async ({ files, paths, says }) => {
  await using folder = await temporaryFolder();
  await write(folder.path, files);

  await expect(collectDocuments(paths, folder.path)).rejects.toMatchObject({
    exitCode: 2,
    message: expect.stringMatching(says) as string,
  });
});
