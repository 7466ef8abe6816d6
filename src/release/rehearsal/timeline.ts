import { z } from 'zod';
import type { Result } from '../pipeline/run/run-context.ts';

const results = [
  'Succeeded',
  'SucceededWithIssues',
  'Failed',
  'Canceled',
  'Skipped',
] as const satisfies readonly Result[];

/** A stage, a job, a step, or what a stage waits for, as the run's page shows them. */
export const TimelineRecord = z.object({
  id: z.string(),
  /** Absent: a stage. */
  parent: z.string().exactOptional(),
  kind: z.enum(['stage', 'check', 'job', 'step']),
  /** As the YAML names it. */
  name: z.string(),
  /** For people. */
  title: z.string(),
  /** `waiting`: for a person, a lock or a time. */
  state: z.enum(['pending', 'waiting', 'running', 'completed']),
  result: z.enum(results).exactOptional(),
  startedAt: z.iso.datetime().exactOptional(),
  endedAt: z.iso.datetime().exactOptional(),
  /** Who is asked, who decided, why it was skipped, what failed. */
  note: z.string().exactOptional(),
  /** What the step printed, without secrets. */
  log: z.array(z.string()).exactOptional(),
});
export type TimelineRecord = z.infer<typeof TimelineRecord>;

/** Hears every change: a record as it is now, or a line that its step printed. */
export interface TimelineListener {
  readonly changed: (record: TimelineRecord) => void;
  readonly printed: (record: TimelineRecord, line: string) => void;
}

/** What happens in a run, as it happens. */
export interface Timeline {
  readonly records: readonly TimelineRecord[];
  add(
    record: Pick<TimelineRecord, 'kind' | 'name' | 'title'> & { parent?: TimelineRecord | undefined },
  ): TimelineRecord;
  start(record: TimelineRecord): void;
  wait(record: TimelineRecord, note: string): void;
  end(record: TimelineRecord, result: Result, note?: string): void;
  print(record: TimelineRecord, line: string): void;
}

/** @param now Ms since 1970. */
export function openTimeline(now: () => number, { changed, printed }: TimelineListener): Timeline {
  const records: TimelineRecord[] = [];
  const at = () => new Date(now()).toISOString();
  return {
    records,
    add({ parent, ...given }) {
      const id = parent ? `${parent.id}/${given.name}` : given.name;
      const again = records.filter((record) => record.id === id || record.id.startsWith(`${id}#`)).length;
      const record: TimelineRecord = {
        ...given,
        id: again === 0 ? id : `${id}#${again + 1}`,
        ...(parent && { parent: parent.id }),
        state: 'pending',
      };
      records.push(record);
      return record;
    },
    start(record) {
      delete record.note;
      Object.assign(record, { state: 'running', startedAt: record.startedAt ?? at() });
      changed(record);
    },
    wait(record, note) {
      Object.assign(record, { state: 'waiting', startedAt: record.startedAt ?? at(), note });
      changed(record);
    },
    end(record, result, note) {
      delete record.note;
      Object.assign(record, { state: 'completed', result, endedAt: at(), ...(note !== undefined && { note }) });
      changed(record);
    },
    print(record, line) {
      (record.log ??= []).push(line);
      printed(record, line);
    },
  };
}
