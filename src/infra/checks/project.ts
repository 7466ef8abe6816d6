import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readCode } from '../code/read-code.ts';
import type { CodeFacts } from '../code/code-facts.ts';
import { readTypeData, type TypeData } from '../types/type-data.ts';

/** What the checks look at. Mutants give another `read`: nothing is read in another way. */
export interface Project {
  /** Absolute path of the repository. */
  readonly root: string;
  /** `.bicep` and `.bicepparam` files, relative to the repository, in order. */
  readonly files: readonly string[];
  /** @param file relative to the repository, with `/` @throws where there is no such file */
  readonly read: (file: string) => string;
  readonly data: TypeData;
  /** What the code needs of its deployment. */
  readonly code: CodeFacts;
}

export function openProject(root: string): Project {
  const files = globSync('infra/**/*.{bicep,bicepparam}', { cwd: root }).map((file) => file.split(path.sep).join('/'));
  return {
    root,
    files: files.sort(),
    read: (file) => readFileSync(path.join(root, file), 'utf8'),
    data: readTypeData(path.join(root, 'infra/types')),
    code: readCode(root),
  };
}
