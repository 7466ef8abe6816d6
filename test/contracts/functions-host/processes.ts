import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Whether a process is there. One that has ended and waits for its parent (a zombie) is not. */
export async function isAlive(pid: number): Promise<boolean> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'stat=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
  return stdout.trim() !== '' && !stdout.trim().startsWith('Z');
}
