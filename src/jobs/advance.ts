import { stages, type Job, type Stage } from '../domain/job.ts';
import type { Write } from '../domain/stored.ts';
import { after, replaceBoth, type Current } from './current.ts';

export const nextStage = (stage: Stage): Stage | undefined => stages[stages.indexOf(stage) + 1];

/** The claimed stage is done: the job waits for the next one. @param sweepSeconds When the sweep looks for a lost message. */
export function advance(current: Current, stage: Stage, now: Date, sweepSeconds: number, pages?: number): Write[] {
  const job = finishStage(current.job.item, now);
  return replaceBoth(current, {
    ...job,
    state: 'pending',
    stage,
    attempts: 0,
    revivals: 0,
    pages: pages ?? job.pages,
    leaseUntil: undefined,
    reason: undefined,
    dueAt: after(now, sweepSeconds),
  });
}

/** Notes when the present stage ended and how long its last claim took. */
export function finishStage(job: Job, now: Date): Job {
  const progress = job.stages[job.stage];
  const endedAt = now.toISOString();
  if (!progress) return { ...job, updatedAt: endedAt };
  const durationMs = now.getTime() - Date.parse(progress.startedAt);
  return { ...job, stages: { ...job.stages, [job.stage]: { ...progress, endedAt, durationMs } }, updatedAt: endedAt };
}
