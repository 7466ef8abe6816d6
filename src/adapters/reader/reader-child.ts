import { fork, type ChildProcess } from 'node:child_process';
import { constants, getPriority, setPriority } from 'node:os';
import { extname } from 'node:path';
import { AppError } from '../../domain/errors.ts';
import type { ReaderLimits } from './limits.ts';
import type { ReaderAnswers, ReaderFailure, ReaderReply, ReaderRequest } from './protocol.ts';
import { ReaderDied } from './reader-died.ts';
import { watchLimits } from './watch-limits.ts';

export interface Answer<T> {
  readonly value: T;
  readonly cpuMs: number;
}

/** One reader process, which answers one request at a time. */
export interface ReaderChild {
  readonly pid: number;
  readonly alive: boolean;
  /**
   * @param limitMs Wall-clock time it may take.
   * @throws AppError (what the process says, or `rejected` when a limit was passed), `ReaderDied`, Error for a defect.
   */
  ask<R extends ReaderRequest>(request: R, limitMs: number): Promise<Answer<ReaderAnswers[R['do']]>>;
  /** Resolves when the process is gone. */
  kill(): Promise<void>;
}

/** Beside this file, as a source and in the bundle alike. */
const entry = new URL(`./reader-process${extname(import.meta.url)}`, import.meta.url);

/**
 * A tenth of a core beside a program that takes all it can get: what answers quickly goes first, and the patience in `watch-limits.ts` is
 * just long enough for such a reader not to count as starved.
 */
const NICER_BY = 10;

/** @param onKill Told why, when a limit was passed. */
export function startReader(limits: ReaderLimits, onKill: (reason: string, pid: number) => void): ReaderChild {
  const child = fork(entry, [JSON.stringify({ parent: process.pid, limits })], {
    // No secrets: documents are hostile until read.
    env: {},
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'advanced',
  });
  const pid = child.pid ?? 0;
  if (child.pid !== undefined) stepBack(child.pid);
  let alive = true;
  // The answer that is waited for; the first message says that the process is there.
  let pending = Promise.withResolvers<ReaderReply>();
  const ready = pending.promise;
  // Whoever asks sees it fail; until then it must not count as unhandled.
  ready.catch(() => undefined);
  child.on('message', (reply) => pending.resolve(reply as ReaderReply));
  const gone = whenGone(child).then((reason) => {
    alive = false;
    pending.reject(new ReaderDied(`The reader process died: ${reason}`));
  });
  const kill = async () => {
    alive = false;
    child.kill('SIGKILL');
    await gone;
  };
  return {
    pid,
    get alive() {
      return alive;
    },
    kill,
    async ask<R extends ReaderRequest>(request: R, limitMs: number) {
      await ready;
      if (!alive) throw new ReaderDied('The reader process died before it was asked');
      pending = Promise.withResolvers();
      // A closed channel is reported by the exit of the process.
      child.send(request, () => undefined);
      const stop = (reason: string, error: Error) => {
        onKill(reason, pid);
        void kill();
        return error;
      };
      const answered = await watchLimits(pid, { limitMs, rssBytes: limits.rssBytes }, pending.promise, stop);
      if ('value' in answered) return answered as Answer<ReaderAnswers[R['do']]>;
      if ('failure' in answered) {
        if (answered.failure.broken) await kill();
        throw errorOf(answered.failure);
      }
      throw new Error('The reader process answered out of turn');
    },
  };
}

/**
 * A backlog of pages takes every core, and what else runs here answers in milliseconds only if it goes first. Set from outside, at once:
 * on Linux the threads that the process starts later inherit it.
 */
function stepBack(pid: number): void {
  try {
    setPriority(pid, Math.min(constants.priority.PRIORITY_LOW, getPriority() + NICER_BY));
  } catch {
    // It has ended already, and its exit is told below.
  }
}

/** Resolves, never rejects, with why the process is gone; it has the last lines that it wrote. */
function whenGone(child: ChildProcess): Promise<string> {
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-2000)));
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    // `close` comes when stderr has ended, too.
    child.once('close', (code, signal) => resolve(`${signal ?? `exit code ${code}`} ${said}`.trim()));
  });
}

function errorOf({ code, message, next }: ReaderFailure): Error {
  return code
    ? new AppError(code, message, next === undefined ? {} : { next })
    : new Error(`The reader process failed: ${message}`);
}
