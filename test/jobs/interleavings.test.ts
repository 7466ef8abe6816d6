import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { live } from '../sim/life.ts';
import { violations } from '../sim/violations.ts';

describe('documents under random interleavings of workers, operators, duplicates, overwrites, deaths and lost answers', () => {
  const runs = Number(process.env['SIM_RUNS'] ?? 100);

  it(
    'every blob ends with one answer about its own bytes and one event that agrees, and what is deleted leaves nothing',
    { timeout: 300_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 0, max: 2 ** 31 }), async (seed) => {
          expect(await violations(await live(seed))).toEqual([]);
        }),
        { numRuns: runs, ...(process.env['SIM_SEED'] ? { seed: Number(process.env['SIM_SEED']) } : {}) },
      );
    },
  );
});
