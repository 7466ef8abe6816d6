import { EventKind } from '../domain/document-event.ts';
import type { End, Job, Reason } from '../domain/job.ts';
import type { ModelAnswer, Prediction } from '../domain/prediction.ts';
import type { Write } from '../domain/stored.ts';
import { finishStage } from './advance.ts';
import { after, hasEnded, replaceBoth, type Current } from './current.ts';
import { predictionId } from './identity.ts';
import { oweEvent } from './owe-event.ts';

export interface Ending {
  readonly reason?: Reason | undefined;
  /** When the sweep looks at the dead run again, in seconds from now. */
  readonly secondChanceSeconds?: number | undefined;
  readonly predictions?: readonly ModelAnswer[];
}

/**
 * Ends a run: job, head, predictions and the event that is owed, in one batch.
 * The first prediction is the one that the head shows.
 */
export function end(current: Current, state: End, now: Date, ending: Ending = {}): Write[] {
  const { reason, predictions = [], secondChanceSeconds } = ending;
  const job = ended(current.job.item, state, now, reason);
  if (secondChanceSeconds !== undefined) job.dueAt = after(now, secondChanceSeconds);
  const kind = EventKind.safeParse(state);
  const [first] = predictions;
  return [
    ...replaceBoth(current, job, first && answerOf(first)),
    ...predictions.map((prediction) => ({ create: stored(job, prediction, now) })),
    ...(kind.success && !wasTold(job) ? [{ create: oweEvent(job, kind.data, now, predictions) }] : []),
  ];
}

/** A run that dies again after a replay: consumers know, and the same event twice would be two events with one id. */
const wasTold = ({ state, replays = 0 }: Job) => state === 'dead' && replays > 0;

/** The job as its run's end leaves it; unchanged when it has ended before. */
export function ended(job: Job, state: End, now: Date, reason?: Reason): Job {
  if (hasEnded(job.state)) return job;
  const done = finishStage(job, now);
  return {
    ...done,
    state,
    reason,
    leaseUntil: undefined,
    notBefore: undefined,
    dueAt: undefined,
    endedAt: done.updatedAt,
  };
}

function stored({ documentId, version, run }: Job, prediction: ModelAnswer, now: Date): Prediction {
  return {
    schema: 1,
    id: predictionId({ documentId, version, run }, prediction.model),
    type: 'prediction',
    documentId,
    version,
    run,
    ...prediction,
    createdAt: now.toISOString(),
  };
}

const answerOf = ({ model, modelVersion, label, confidence }: ModelAnswer) => ({
  model,
  modelVersion,
  label,
  confidence,
});
