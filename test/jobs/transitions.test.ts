import { describe, expect, it } from 'vitest';
import type { Stage } from '../../src/domain/job.ts';
import { Outbox } from '../../src/domain/outbox.ts';
import { advance, nextStage } from '../../src/jobs/advance.ts';
import { end } from '../../src/jobs/end.ts';
import { bury, fail, type Failure } from '../../src/jobs/fail.ts';
import { eventId } from '../../src/jobs/identity.ts';
import { published, unpublishable } from '../../src/jobs/publish.ts';
import { revive } from '../../src/jobs/revive.ts';
import { aCurrent, aJob, itemOf, noon, secondsAfterNoon } from '../fixtures/builders.ts';

const running = {
  state: 'running',
  epoch: 1,
  attempts: 1,
  stages: { ocr: { attempts: 1, startedAt: secondsAfterNoon(-2) } },
} as const;
const answered = {
  model: 'document-type',
  modelVersion: '1.0.0',
  slot: 'green',
  label: 'receipt',
  confidence: 0.9,
  probabilities: { receipt: 0.9, letter: 0.1 },
} as const;

const failure = (code: Failure['code'], retryAfterSeconds?: number): Failure => ({
  code,
  reason: { code, message: 'why' },
  retryAfterSeconds,
});

describe('advance', () => {
  it.each<[Stage, Stage | undefined]>([
    ['ocr', 'preprocess'],
    ['preprocess', 'score'],
    ['score', undefined],
  ])('after %s comes %s', (stage, next) => {
    expect(nextStage(stage)).toBe(next);
  });

  it('frees the job for the next stage with attempts of its own, and notes how long this one took', () => {
    const [job, head] = advance(aCurrent({ ...running, leaseUntil: secondsAfterNoon(9) }), 'preprocess', noon, 60, 3);

    expect(job).toMatchObject({
      replace: {
        state: 'pending',
        stage: 'preprocess',
        attempts: 0,
        pages: 3,
        dueAt: secondsAfterNoon(60),
        stages: { ocr: { durationMs: 2000, endedAt: noon.toISOString() } },
      },
    });
    expect(job).toHaveProperty('replace.leaseUntil', undefined);
    expect(head).toMatchObject({ replace: { state: 'pending', stage: 'preprocess', pages: 3 } });
  });
});

describe('end', () => {
  it.each(['scored', 'rejected', 'deleted', 'dead'] as const)('%s owes consumers one event', (state) => {
    const writes = end(aCurrent(running), state, noon, { reason: { code: 'c', message: 'm' } });
    const owed = writes.flatMap((write) =>
      'create' in write && write.create.type === 'outbox' ? [Outbox.parse(write.create)] : [],
    );

    expect(owed).toHaveLength(1);
    expect(owed[0]).toMatchObject({
      id: `outbox:0x1:1:${state}`,
      state: 'unpublished',
      event: { type: `docscore.document.${state}.v1`, time: noon.toISOString() },
    });
    expect(owed[0]?.event.id).toBe(eventId(aJob(), `docscore.document.${state}.v1`));
    expect(writes[0]).toMatchObject({ replace: { state, endedAt: noon.toISOString() } });
    expect(writes[0]).toHaveProperty('replace.dueAt', undefined);
  });

  it.each(['superseded', 'cancelled'] as const)('%s is told to nobody', (state) => {
    expect(end(aCurrent(running), state, noon).every((write) => 'replace' in write)).toBe(true);
  });

  it('stores each answer, shows the first one in the head and sends all of them', () => {
    const second = { ...answered, model: 'review-sentiment', label: '1' };
    const writes = end(aCurrent(running), 'scored', noon, { predictions: [answered, second] });

    expect(writes.map((write) => itemOf(write).id)).toEqual([
      'job:0x1:1',
      'head',
      'prediction:0x1:1:document-type',
      'prediction:0x1:1:review-sentiment',
      'outbox:0x1:1:scored',
    ]);
    expect(writes[1]).toMatchObject({
      replace: { answer: { label: 'receipt', confidence: 0.9, modelVersion: '1.0.0' } },
    });
    expect(writes[4]).toMatchObject({ create: { event: { data: { predictions: [answered, second] } } } });
  });
});

describe('fail', () => {
  const rules = { maxAttempts: 5, random: 0.5 };

  it.each([
    { code: 'rejected', attempts: 1, state: 'rejected' },
    { code: 'unsupported', attempts: 1, state: 'rejected' },
    { code: 'failed', attempts: 5, state: 'dead' },
    { code: 'invalid', attempts: 5, state: 'dead' },
  ] as const)('$code at attempt $attempts ends the run $state', ({ code, attempts, state }) => {
    const settled = fail(aCurrent({ ...running, attempts }), failure(code), noon, rules);

    expect(settled.delaySeconds).toBeUndefined();
    expect(settled.writes[0]).toMatchObject({ replace: { state, reason: { code, message: 'why' } } });
  });

  it.each([
    { code: 'failed', attempts: 1, left: 1, seconds: 2 },
    { code: 'failed', attempts: 4, left: 4, seconds: 16 },
    { code: 'unavailable', attempts: 1, left: 0, seconds: 10 },
    { code: 'unavailable', attempts: 5, left: 4, seconds: 10 },
    { code: 'too-many', attempts: 2, left: 1, seconds: 10 },
  ] as const)(
    '$code at attempt $attempts puts the job back for $seconds s with $left attempts used',
    ({ code, attempts, left, seconds }) => {
      const settled = fail(aCurrent({ ...running, attempts }), failure(code), noon, rules);

      expect(settled.delaySeconds).toBe(seconds);
      expect(settled.writes[0]).toMatchObject({
        replace: { state: 'pending', attempts: left, notBefore: secondsAfterNoon(seconds) },
      });
    },
  );

  it('waits as long as the dependency asks', () => {
    expect(fail(aCurrent(running), failure('too-many', 77), noon, rules).delaySeconds).toBe(77);
  });

  it('buries with a reason a document whose workers died without a word', () => {
    expect(bury(aCurrent({ ...running, attempts: 5 }), noon)[0]).toMatchObject({
      replace: { state: 'dead', reason: { code: 'crashed' } },
    });
  });
});

describe('revive', () => {
  it.each([
    { revivals: 0, pause: 120 },
    { revivals: 1, pause: 240 },
    { revivals: 10, pause: 3600 },
  ])('looks again after $pause s when it has sent the message $revivals times', ({ revivals, pause }) => {
    const [write] = revive({ item: aJob({ revivals }), etag: 'e' }, noon, 60);

    expect(write).toMatchObject({ etag: 'e', replace: { revivals: revivals + 1, dueAt: secondsAfterNoon(pause) } });
  });
});

describe('an outbox entry', () => {
  const [entry] = end(aCurrent(running), 'scored', noon).flatMap((write) =>
    'create' in write ? [Outbox.parse(write.create)] : [],
  );
  if (!entry) throw new Error('No entry');

  it('expires 7 days after it was published', () => {
    expect(published({ item: entry, etag: 'e' }, noon)).toEqual([
      { etag: 'e', replace: { ...entry, state: 'published', publishedAt: noon.toISOString(), ttl: 604_800 } },
    ]);
  });

  it('stays with its failure when it can never be published', () => {
    expect(unpublishable({ item: entry, etag: 'e' }, 'too big')).toEqual([
      { etag: 'e', replace: { ...entry, state: 'failed', failure: 'too big' } },
    ]);
  });
});
