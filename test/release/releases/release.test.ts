import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AProd, aProd } from './a-prod.ts';
import { offencesOf } from './judge.ts';
import { play, scenarios } from './scenarios.ts';

/** The other ways in which a release can end are played by `npm run releases`. */
describe('A rehearsed release to prod', () => {
  let prod: AProd;
  beforeAll(async () => {
    prod = await aProd();
  }, 120_000);
  afterAll(() => prod.end(), 60_000);

  test('fills an empty prod once it is approved', { timeout: 300_000 }, async () => {
    expect(offencesOf(scenarios.first, await play(prod, scenarios.first))).toEqual([]);
  });

  test(
    'leaves prod as it was when it is rejected, and the audit says by whom and why',
    { timeout: 300_000 },
    async () => {
      const outcome = await play(prod, scenarios.rejected);
      expect(offencesOf(scenarios.rejected, outcome)).toEqual([]);
      expect(outcome.asked).toBeGreaterThan(0);
    },
  );

  test(
    'replaces package and model without a failed request when another than its requester approves it',
    { timeout: 300_000 },
    async () => {
      const outcome = await play(prod, scenarios.approved);
      expect(offencesOf(scenarios.approved, outcome)).toEqual([]);
      expect(outcome.after.green).toBe('1.0.1');
      expect(outcome.asked).toBeGreaterThan(0);
    },
  );
});
