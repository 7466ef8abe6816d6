import { describe, expect, it } from 'vitest';
import type { Rollout } from '../../src/domain/rollout.ts';
import { takeStep } from '../../src/models/rollout.ts';

const now = new Date('2026-11-21T10:00:00Z');
const one = '1'.repeat(64);
const two = '2'.repeat(64);

const green: Rollout = {
  ...{ schema: 1, id: 'rollout', type: 'rollout', model: 'm', generation: 1 },
  ...{ green: { modelVersion: '1.0.0' }, updatedAt: now.toISOString() },
};
const shadow = (releaseDigest?: string) =>
  takeStep(green, 'm', { action: 'shadow', modelVersion: '1.1.0', releaseDigest }, now);

describe('a candidate that a release staged', () => {
  it.each([
    { staged: one, asks: one, promotes: true },
    { staged: one, asks: two, promotes: false },
    { staged: one, asks: undefined, promotes: false },
    { staged: undefined, asks: one, promotes: false },
    { staged: undefined, asks: undefined, promotes: true },
  ])('of $staged is promoted by $asks: $promotes', ({ staged, asks, promotes }) => {
    const promote = () => takeStep(shadow(staged), 'm', { action: 'promote', releaseDigest: asks }, now);

    if (promotes) expect(promote()).toMatchObject({ green: { modelVersion: '1.1.0' }, blue: undefined });
    else
      expect(promote).toThrow(
        staged === undefined ? /made the candidate by a person/ : /only that release promotes it/,
      );
  });

  it("stays that release's when it becomes a canary", () => {
    const canary = takeStep(shadow(one), 'm', { action: 'canary', share: 0.1 }, now);
    const shifted = takeStep(canary, 'm', { action: 'shift', share: 0.5 }, now);

    expect(shifted.blue?.releaseDigest).toBe(one);
    expect(() => takeStep(shifted, 'm', { action: 'promote' }, now)).toThrow(/only that release promotes it/);
  });

  it('can be withdrawn by anybody', () => {
    expect(takeStep(shadow(one), 'm', { action: 'withdraw' }, now).blue).toBeUndefined();
  });
});
