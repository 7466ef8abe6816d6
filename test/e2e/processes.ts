import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** All processes that this one started, and those that they started, by pid. */
export async function descendants(pid: number): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=']);
  const pairs = stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const childrenOf = (parent: number): number[] =>
    pairs
      .filter(([, ppid]) => ppid === parent)
      .flatMap(([child]) => (child === undefined ? [] : [child, ...childrenOf(child)]));
  return childrenOf(pid);
}

/** Whether a process is there. One that has ended and waits for its parent (a zombie) is not. */
export async function isAlive(pid: number): Promise<boolean> {
  const result = await promisify(execFile)('ps', ['-o', 'stat=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
  return result.stdout.trim() !== '' && !result.stdout.trim().startsWith('Z');
}
