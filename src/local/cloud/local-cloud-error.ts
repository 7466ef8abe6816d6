/**
 * `already-running`: another process has the state folder. `not-ours`: the folder holds something else than local state.
 * `refused`: what was to be deployed cannot run. `not-found`: there is no such app.
 */
export type LocalCloudErrorCode = 'already-running' | 'not-ours' | 'refused' | 'not-found';

export class LocalCloudError extends Error {
  readonly code: LocalCloudErrorCode;
  /** Of the process that runs, where known: a start that is under way has told nobody its address yet. */
  readonly pid: number | undefined;
  readonly url: string | undefined;

  constructor(code: LocalCloudErrorCode, message: string, more: { pid?: number; url?: string; cause?: unknown } = {}) {
    super(message, { cause: more.cause });
    this.name = 'LocalCloudError';
    this.code = code;
    this.pid = more.pid;
    this.url = more.url;
  }
}
