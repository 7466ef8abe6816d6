import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { everythingOn, planDeployment } from '../../src/infra/deployment.ts';

export const root = join(import.meta.dirname, '../..');

/** A change in a file of infra/: the text that was there once or more, and what stands there instead. */
export interface Change {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** Reads the repository's files, with changes. @throws Error when a text is not there: the change would be none. */
export function changedFiles(...changes: readonly Change[]): (path: string) => string {
  return (path) => {
    let text = readFileSync(join(root, path), 'utf8');
    for (const { file, from, to } of changes) {
      if (!path.endsWith(file)) continue;
      if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
      text = text.replace(from, to);
    }
    return text;
  };
}

/** Both plans of an environment with all that is optional, after changes. */
export const deploymentAfter = (environment: 'dev' | 'prod', ...changes: readonly Change[]) =>
  planDeployment({ environment, values: everythingOn, read: changedFiles(...changes) });
