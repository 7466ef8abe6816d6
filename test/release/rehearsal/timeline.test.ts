import { describe, expect, it } from 'vitest';
import { openTimeline, TimelineRecord } from '../../../src/release/rehearsal/timeline.ts';

const noon = Date.parse('2026-03-02T12:00:00Z');

function aTimeline() {
  let ticks = noon;
  const heard: string[] = [];
  const timeline = openTimeline(() => (ticks += 1000), {
    changed: ({ id, state, result }) => heard.push([id, state, ...(result ? [result] : [])].join(' ')),
    printed: ({ id }, line) => heard.push(`${id}: ${line}`),
  });
  return { timeline, heard };
}

describe('the timeline of a run', () => {
  it('keeps what begins, waits, prints and ends, and tells it as it happens', () => {
    const { timeline, heard } = aTimeline();
    const stage = timeline.add({ kind: 'stage', name: 'prod', title: 'Prod' });

    timeline.wait(stage, 'waits for bob');
    timeline.start(stage);
    timeline.print(stage, 'hello');
    timeline.end(stage, 'Succeeded');

    expect(heard).toEqual(['prod waiting', 'prod running', 'prod: hello', 'prod completed Succeeded']);
    expect(timeline.records).toEqual([
      {
        ...{ id: 'prod', kind: 'stage', name: 'prod', title: 'Prod', state: 'completed', result: 'Succeeded' },
        // It began when it began to wait.
        ...{ startedAt: '2026-03-02T12:00:01.000Z', endedAt: expect.stringMatching(/Z$/) as unknown },
        log: ['hello'],
      },
    ]);
    expect(() => TimelineRecord.parse(stage)).not.toThrow();
  });

  it('forgets what was waited for once it goes on, and keeps the last word', () => {
    const { timeline } = aTimeline();
    const check = timeline.add({ kind: 'check', name: 'approval', title: 'Approval' });

    timeline.wait(check, 'asks bob');
    timeline.start(check);
    const meanwhile = check.note;
    timeline.end(check, 'Failed', 'rejected by bob');

    expect([meanwhile, check.note]).toEqual([undefined, 'rejected by bob']);
  });

  it('tells apart two of one name in one place', () => {
    const { timeline } = aTimeline();
    const job = timeline.add({ kind: 'job', name: 'j', title: 'j' });
    const named = { kind: 'step', name: 'echo', title: 'echo', parent: job } as const;

    const ids = [1, 2, 3].map(() => timeline.add(named).id);

    expect(ids).toEqual(['j/echo', 'j/echo#2', 'j/echo#3']);
    expect(timeline.records.map(({ parent }) => parent)).toEqual([undefined, 'j', 'j', 'j']);
  });
});
