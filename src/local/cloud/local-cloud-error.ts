/** `already-running`: another process has the state folder. `not-ours`: the folder holds something else than local state. */
export type LocalCloudErrorCode = 'already-running' | 'not-ours';

export class LocalCloudError extends Error {
  readonly code: LocalCloudErrorCode;
  /** Of the process that runs, where known: a start that is under way has told nobody its address yet. */
  readonly pid: number | undefined;
  readonly url: string | undefined;

  constructor(code: LocalCloudErrorCode, message: string, running?: { pid: number; url: string }) {
    super(message);
    this.name = 'LocalCloudError';
    this.code = code;
    this.pid = running?.pid;
    this.url = running?.url;
  }
}
