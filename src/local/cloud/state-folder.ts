import { lstat, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { LocalCloudError } from './local-cloud-error.ts';
import { readRunning } from './running.ts';

/** Says that a folder is ours to clear. Written into a folder that holds nothing yet but logs, never beside somebody's files. */
const MARKER = 'DOCSCORE-STATE';
const MARKER_TEXT = 'docscore keeps the state of its local cloud here. `npm start -- --fresh` clears it.\n';
const LOCK = 'lock.sqlite';
/** The start command opens its log before it comes here. */
const LOGS = 'logs';

/**
 * Takes a state folder for this process alone; made if absent.
 *
 * @returns what gives it back. A process that dies gives it back too: the lock is the operating system's.
 * @throws LocalCloudError `already-running`.
 */
export async function claimFolder(dir: string): Promise<() => void> {
  await mkdir(dir, { recursive: true });
  if ((await readdir(dir)).every((entry) => entry === LOGS)) await writeFile(join(dir, MARKER), MARKER_TEXT);
  const lock = new DatabaseSync(join(dir, LOCK));
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (!String(error).includes('locked')) throw error;
    throw await alreadyRunning(dir);
  }
  return () => lock.close();
}

/**
 * Empties a state folder, for `--fresh`. A folder that is absent or empty is fine as it is.
 *
 * @throws LocalCloudError `already-running`, or `not-ours` for a folder that does not look like local state; it stays untouched.
 */
export async function clearState(dir: string): Promise<void> {
  if (!(await looksLikeOurs(dir)))
    throw new LocalCloudError(
      'not-ours',
      `${resolve(dir)} holds something else than docscore's state; it was not cleared.`,
    );
  const release = await claimFolder(dir);
  try {
    const entries = await readdir(dir);
    const doomed = entries.filter((entry) => entry !== MARKER && entry !== LOCK);
    await Promise.all(doomed.map((entry) => rm(join(dir, entry), { recursive: true, force: true })));
  } finally {
    release();
  }
}

async function looksLikeOurs(dir: string): Promise<boolean> {
  try {
    if (!(await lstat(dir)).isDirectory()) return false; // nor a link to one
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return true;
    throw error;
  }
  const entries = await readdir(dir);
  return entries.length === 0 || entries.includes(MARKER);
}

async function alreadyRunning(dir: string): Promise<LocalCloudError> {
  const running = await readRunning(dir);
  const message = running
    ? `docscore already runs here: process ${running.pid} at ${running.url} (${resolve(dir)})`
    : `Another start of docscore is under way in ${resolve(dir)}`;
  return new LocalCloudError('already-running', message, running);
}
