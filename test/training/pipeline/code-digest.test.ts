import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { codeDigest } from '../../../src/training/pipeline/code-digest.ts';
import { scratchFolder } from '../scratch.ts';

const scratch = scratchFolder();

/** Of an entry that imports a module with this text. */
async function digestWith(text: string): Promise<string> {
  await scratch.write('rate.ts', text);
  const entry = await scratch.write('entry.ts', "import { rate } from './rate.ts';\nexport const twice = 2 * rate;\n");
  return codeDigest(pathToFileURL(entry));
}

it.each([
  { what: 'a comment', text: '/** Per row. */\nexport const rate = 3;\n' },
  { what: 'a type', text: 'export const rate: number = 3;\n' },
  { what: 'what nobody imports', text: 'export const rate = 3;\nexport const other = 4;\n' },
])('the digest of code stays when $what comes to a module that it imports', async ({ text }) => {
  expect(await digestWith(text)).toBe(await digestWith('export const rate = 3;\n'));
});

it('the digest of code changes with a number in a module that it imports', async () => {
  expect(await digestWith('export const rate = 4;\n')).not.toBe(await digestWith('export const rate = 3;\n'));
});
