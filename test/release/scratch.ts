import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';

/** A folder for the tests of a `describe`, removed after them. To be called inside it. @returns Paths in it. */
export function scratch(): (...path: string[]) => string {
  let folder: string | undefined;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'docscore-release-'));
  });
  afterAll(() => rm(folder ?? '', { recursive: true, force: true }));
  return (...path) => {
    if (folder === undefined) throw new Error('The folder is there within tests only');
    return join(folder, ...path);
  };
}
