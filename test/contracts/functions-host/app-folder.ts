import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';

const modules = join(import.meta.dirname, '../../../node_modules');

/** A copy of an app of this folder that a test may change, with more files in it; gone after the tests of the file. */
export function appFolder(app: string, files: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'contract-app-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(join(import.meta.dirname, app), folder, { recursive: true });
  symlinkSync(modules, join(folder, 'node_modules'));
  const write = (name: string, content: string) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  };
  for (const [name, content] of Object.entries(files)) write(name, content);
  return { folder, write };
}
