import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';

/** A folder of its own for each test. */
export function scratchFolder() {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'docscore-training-'));
  });
  afterEach(() => rm(folder, { recursive: true }));
  return {
    path: (...names: string[]) => join(folder, ...names),
    async write(name: string, content: string) {
      await writeFile(join(folder, name), content);
      return join(folder, name);
    },
    async read(name: string) {
      return readFile(join(folder, name));
    },
    async list(name: string) {
      return readdir(join(folder, name)).catch(() => []);
    },
  };
}
