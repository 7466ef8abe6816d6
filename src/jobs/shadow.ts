import type { Job } from '../domain/job.ts';
import type { ModelAnswer } from '../domain/prediction.ts';
import type { Shadow } from '../domain/shadow.ts';
import type { Stored, Write } from '../domain/stored.ts';

/** The shadow of a run's prediction, fenced by its job: it is stored only if the run is still as it was read. */
export function shadowWrites({ item, etag }: Stored<Job>, answer: ModelAnswer, now: Date): Write[] {
  const { documentId, version, run } = item;
  const shadow: Shadow = {
    schema: 1,
    id: `shadow:${version}:${String(run)}:${answer.model}`,
    type: 'shadow',
    ...{ documentId, version, run, ...answer, createdAt: now.toISOString() },
  };
  return [{ create: shadow }, { replace: item, etag }];
}
