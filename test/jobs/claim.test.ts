import { describe, expect, it } from 'vitest';
import { ends } from '../../src/domain/job.ts';
import { admit, claim, holds, isOwnCommit, renew, withoutClaim } from '../../src/jobs/claim.ts';
import { aCurrent, aJob, noon, secondsAfterNoon } from '../fixtures/builders.ts';

describe('admit', () => {
  it.each([
    { when: 'pending at this stage', job: aJob(), expected: { do: 'claim' } },
    {
      when: 'held by somebody',
      job: aJob({ state: 'running', leaseUntil: secondsAfterNoon(12.3) }),
      expected: { do: 'delay', seconds: 13 },
    },
    {
      when: 'left by somebody whose lease ran out',
      job: aJob({ state: 'running', leaseUntil: secondsAfterNoon(-1) }),
      expected: { do: 'claim' },
    },
    { when: 'put off', job: aJob({ notBefore: secondsAfterNoon(5) }), expected: { do: 'delay', seconds: 5 } },
    { when: 'put off until now', job: aJob({ notBefore: secondsAfterNoon(0) }), expected: { do: 'claim' } },
    {
      when: 'waiting at the next stage',
      job: aJob({ stage: 'preprocess' }),
      expected: { do: 'forward', stage: 'preprocess' },
    },
    {
      when: 'running at the next stage',
      job: aJob({ stage: 'score', state: 'running', leaseUntil: secondsAfterNoon(9) }),
      expected: { do: 'drop' },
    },
    {
      when: 'out of attempts, having killed its workers',
      job: aJob({ state: 'running', attempts: 5, leaseUntil: secondsAfterNoon(-1) }),
      expected: { do: 'bury' },
    },
  ])('a job that is $when: $expected.do', ({ job, expected }) => {
    expect(admit(job, 'ocr', noon, 5)).toEqual(expected);
  });

  it.each(ends)('drops the message of a run that has ended %s', (state) => {
    expect(admit(aJob({ state }), 'ocr', noon, 5)).toEqual({ do: 'drop' });
  });
});

describe('withoutClaim', () => {
  const claimed = aCurrent({ state: 'running', epoch: 3, attempts: 2, leaseUntil: secondsAfterNoon(20) });

  it('gives the attempt of a claim back that its holder let go of, and lets it be claimed at once', () => {
    const { job } = withoutClaim(claimed, 3);

    expect([job.item.attempts, admit(job.item, 'ocr', noon, 5)]).toEqual([1, { do: 'claim' }]);
    expect(job.etag).toBe(claimed.job.etag);
  });

  it.each([
    { what: 'nobody let go of', current: claimed, letGo: undefined },
    { what: 'came after the one that was let go of', current: claimed, letGo: 2 },
    { what: 'has come to its end', current: aCurrent({ state: 'pending', epoch: 3, attempts: 2 }), letGo: 3 },
  ])('leaves a claim alone that $what', ({ current, letGo }) => {
    expect(withoutClaim(current, letGo)).toEqual(current);
  });
});

describe('claim', () => {
  const pinned = [{ model: 'document-type', modelVersion: '1.0.0', slot: 'green' as const }];

  it('takes epoch and lease, counts the attempt and pins the models, in job and head at once', () => {
    const [job, head] = claim(aCurrent({ notBefore: secondsAfterNoon(-5) }), noon, 30, pinned);

    expect(job).toMatchObject({
      etag: 'job-etag',
      replace: {
        state: 'running',
        epoch: 1,
        attempts: 1,
        leaseUntil: secondsAfterNoon(30),
        models: pinned,
        stages: { ocr: { attempts: 1 } },
      },
    });
    expect(job).not.toHaveProperty('replace.notBefore', expect.anything());
    expect(head).toMatchObject({ etag: 'head-etag', replace: { type: 'head', state: 'running', stage: 'ocr' } });
  });

  it('keeps the models of the first claim', () => {
    const later = [{ model: 'document-type', modelVersion: '2.0.0', slot: 'green' as const }];

    expect(claim(aCurrent({ models: pinned }), noon, 30, later)[0]).toMatchObject({ replace: { models: pinned } });
  });

  it('leaves the sweep alone until the lease has run out', () => {
    const [write] = renew({ job: { item: aJob({ state: 'running' }), etag: 'e' } }, noon, 30);

    expect(write).toMatchObject({ etag: 'e', replace: { leaseUntil: secondsAfterNoon(30) } });
    const dueAt = write && 'replace' in write && 'dueAt' in write.replace ? write.replace.dueAt : undefined;
    expect(Date.parse(dueAt ?? '')).toBeGreaterThan(Date.parse(secondsAfterNoon(30)));
  });
});

describe('a claim', () => {
  it.each([
    { what: 'its own epoch', job: aJob({ state: 'running', epoch: 3 }), held: true, own: false },
    { what: 'a later epoch', job: aJob({ state: 'running', epoch: 4 }), held: false, own: false },
    { what: 'its own epoch at the next stage', job: aJob({ stage: 'preprocess', epoch: 3 }), held: false, own: true },
    { what: 'its own epoch, scored', job: aJob({ state: 'scored', epoch: 3 }), held: false, own: true },
    { what: 'its own epoch, superseded', job: aJob({ state: 'superseded', epoch: 3 }), held: false, own: false },
    { what: 'a later epoch at the next stage', job: aJob({ stage: 'preprocess', epoch: 4 }), held: false, own: false },
  ])('that finds $what: holds $held, is its own commit $own', ({ job, held, own }) => {
    expect([holds(job, 'ocr', 3), isOwnCommit(job, 'ocr', 3)]).toEqual([held, own]);
  });
});
