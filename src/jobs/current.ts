import type { Head } from '../domain/head.ts';
import { ends, type End, type Job, type JobState } from '../domain/job.ts';
import type { RunKey } from '../domain/run-key.ts';
import type { Stored, Write } from '../domain/stored.ts';

/** A job and its document's head, as read together. A job that has not ended is always the head's. */
export interface Current {
  readonly head: Stored<Head>;
  readonly job: Stored<Job>;
}

/** A document as it was last seen. Only one that is deleted and erased has no job. */
export interface Known {
  readonly head: Stored<Head>;
  readonly job: Stored<Job> | undefined;
}

export const hasEnded = (state: JobState): state is End => (ends as readonly JobState[]).includes(state);

export const sameRun = (a: RunKey, b: RunKey) =>
  a.documentId === b.documentId && a.version === b.version && a.run === b.run;

/** Both items, moved together: the head tells what its job tells. */
export function replaceBoth({ head, job }: Current, next: Job, answer?: Head['answer']): Write[] {
  const { state, stage, updatedAt, endedAt, pages, reason } = next;
  const shown: Head = { ...head.item, state, stage, updatedAt, endedAt, pages, reason };
  if (answer) shown.answer = answer;
  return [
    { replace: next, etag: job.etag },
    { replace: shown, etag: head.etag },
  ];
}

export const after = (now: Date, seconds: number) => new Date(now.getTime() + seconds * 1000).toISOString();
