import { describe, expect, it } from 'vitest';
import { ends, type Job } from '../../src/domain/job.ts';
import { auditOf } from '../../src/jobs/audit.ts';
import { cancel } from '../../src/jobs/cancel.ts';
import { causeOf } from '../../src/jobs/cause.ts';
import { end } from '../../src/jobs/end.ts';
import { bury } from '../../src/jobs/fail.ts';
import { replay } from '../../src/jobs/replay.ts';
import { reprocess } from '../../src/jobs/reprocess.ts';
import { aCurrent, aJob, itemOf, noon, secondsAfterNoon } from '../fixtures/builders.ts';

const actor = { by: 'operator', nonce: '1' };
const context = { traceparent: '00-1-2-01', sweepSeconds: 60 };
const shapeOf = (writes: readonly Parameters<typeof itemOf>[0][]) =>
  writes.map((write) => `${Object.keys(write)[0] ?? ''} ${itemOf(write).type}`);

describe('reprocess', () => {
  it.each(ends.filter((state) => state !== 'deleted'))('starts the next run of one that has ended %s', (state) => {
    const { writes, job } = reprocess(aCurrent({ state, life: 3 }, { life: 3 }), noon, actor, context);

    expect(shapeOf(writes)).toEqual(['replace head', 'create job', 'create audit']);
    expect(job).toMatchObject({ id: 'job:0x1:2', run: 2, life: 3, state: 'pending', stage: 'ocr', attempts: 0 });
    expect(writes[0]).toMatchObject({ replace: { run: 2, state: 'pending', createdAt: noon.toISOString() } });
  });

  it.each(['pending', 'running'] as const)('refuses while a run is %s, and says so', (state) => {
    expect(() => reprocess(aCurrent({ state }), noon, actor, context)).toThrow(`${state} at stage ocr`);
  });

  it('refuses what is deleted, erased or not', () => {
    const deleted = aCurrent({ state: 'scored' }, { state: 'deleted' });

    expect(() => reprocess(deleted, noon, actor, context)).toThrow('deleted');
    expect(() => reprocess({ ...deleted, job: undefined }, noon, actor, context)).toThrow('deleted');
  });
});

describe('cancel', () => {
  it.each(ends)('refuses what has ended %s', (state) => {
    expect(() => cancel(aCurrent({ state }), noon, actor)).toThrow('nothing to cancel');
  });

  it('ends the run and tells nobody', () => {
    const { writes, job } = cancel(aCurrent({ state: 'running', leaseUntil: secondsAfterNoon(9) }), noon, actor);

    expect(shapeOf(writes)).toEqual(['replace job', 'replace head', 'create audit']);
    expect(job).toMatchObject({
      state: 'cancelled',
      endedAt: noon.toISOString(),
      leaseUntil: undefined,
      dueAt: undefined,
    });
  });
});

describe('replay', () => {
  const dead: Partial<Job> = {
    state: 'dead',
    stage: 'score',
    epoch: 5,
    attempts: 5,
    revivals: 4,
    endedAt: secondsAfterNoon(-9),
    reason: { code: 'failed', message: 'why' },
  };

  it('goes on at the same stage of the same run, with new attempts and without the old reason', () => {
    const { writes, job } = replay(aCurrent(dead), noon, actor, 60);

    expect(shapeOf(writes)).toEqual(['replace job', 'replace head', 'create audit']);
    expect(job).toMatchObject({
      id: 'job:0x1:1',
      state: 'pending',
      stage: 'score',
      epoch: 5,
      attempts: 0,
      revivals: 0,
      replays: 1,
    });
    expect([job.reason, job.endedAt, job.dueAt]).toEqual([undefined, undefined, secondsAfterNoon(60)]);
    expect(writes[1]).toMatchObject({ replace: { state: 'pending', stage: 'score' } });
  });

  it.each([...ends.filter((state) => state !== 'dead'), 'pending', 'running'] as const)(
    'refuses what is %s',
    (state) => {
      expect(() => replay(aCurrent({ state }), noon, actor, 60)).toThrow('not dead');
    },
  );

  it('refuses a dead run of a document that is deleted', () => {
    expect(() => replay(aCurrent(dead, { state: 'deleted' }), noon, actor, 60)).toThrow('deleted');
  });

  it('is told of once, however often the run dies', () => {
    expect(shapeOf(end(aCurrent({ ...dead, state: 'running' }), 'dead', noon))).toContain('create outbox');
    expect(shapeOf(end(aCurrent({ ...dead, state: 'running', replays: 1 }), 'dead', noon))).not.toContain(
      'create outbox',
    );
    expect(shapeOf(end(aCurrent({ ...dead, state: 'running', replays: 1 }), 'scored', noon))).toContain(
      'create outbox',
    );
  });
});

describe('a second chance', () => {
  it.each([
    { reason: undefined, replays: undefined, comes: true },
    { reason: { code: 'unavailable', message: 'Storage cannot be reached' }, replays: undefined, comes: true },
    { reason: undefined, replays: 1, comes: false },
    { reason: { code: 'failed', message: 'This page broke' }, replays: undefined, comes: false },
  ])('after the reason $reason and $replays replays: $comes', ({ reason, replays, comes }) => {
    const change: Partial<Job> = {
      state: 'running',
      attempts: 5,
      ...(reason && { reason }),
      ...(replays && { replays }),
    };
    const [job] = bury(aCurrent(change), noon);

    expect(job).toMatchObject({
      replace: { state: 'dead', reason: { code: reason?.code === 'failed' ? 'failed' : 'crashed' } },
    });
    expect(job).toHaveProperty('replace.dueAt', comes ? secondsAfterNoon(7200) : undefined);
  });
});

it('audit entries have ids of their own, and hold ids only', () => {
  const one = auditOf('cancel', aJob(), noon, actor);

  expect(one.id).not.toBe(auditOf('cancel', aJob(), noon, { ...actor, nonce: '2' }).id);
  expect(JSON.stringify(one)).not.toContain('receipt.jpg');
});

describe('causes', () => {
  const cause = (message: string, code = 'failed') => causeOf({ stage: 'ocr', reason: { code, message } }).cause;

  it.each([
    ['There is no blob "a b.json"', 'There is no blob "c.json"'],
    ['Died after 5 attempts', 'Died after 12 attempts'],
    [`${'a'.repeat(26)} broke`, `${'b'.repeat(26)} broke`],
    ['831e1650-001e-001b-66ab-eeb76e069631 is gone', '931e1650-001e-001b-66ab-eeb76e069632 is gone'],
  ])('%s and %s are one', (one, other) => {
    expect(cause(one)).toBe(cause(other));
  });

  it('differ by what is said, by code and by stage', () => {
    const other = causeOf({ stage: 'score', reason: { code: 'failed', message: 'It broke' } }).cause;

    expect(new Set([cause('It broke'), cause('It is gone'), cause('It broke', 'invalid'), other]).size).toBe(4);
  });
});
