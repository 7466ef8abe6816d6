import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Subject } from './evidence/evidence.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** The run of Azure DevOps that this is, from the variables that every step gets; id 0 elsewhere. */
export function runOf(env: Env): Subject['run'] {
  const { BUILD_BUILDID: id, BUILD_BUILDNUMBER: number, SYSTEM_COLLECTIONURI: at, SYSTEM_TEAMPROJECT: project } = env;
  if (id === undefined) return { id: 0, number: 'local', url: '' };
  const url = at && project ? `${at}${encodeURIComponent(project)}/_build/results?buildId=${id}` : '';
  return { id: Number(id), number: number ?? id, url };
}

/** The commit that this is: as the run says, else as Git does. @throws Error where neither knows. */
export async function commitOf(env: Env, root: string): Promise<string> {
  const { BUILD_SOURCEVERSION: commit } = env;
  if (commit !== undefined && commit !== '') return commit;
  try {
    const { stdout } = await promisify(execFile)('git', ['rev-parse', 'HEAD'], { cwd: root });
    return stdout.trim();
  } catch (cause) {
    throw new Error('Nobody says which commit this is: set BUILD_SOURCEVERSION', { cause });
  }
}
