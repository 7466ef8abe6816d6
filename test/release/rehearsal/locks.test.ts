import { describe, expect, it } from 'vitest';
import { openLocks } from '../../../src/release/rehearsal/locks.ts';

describe('exclusive locks', () => {
  it('are had by one at a time, in the order of asking', async () => {
    const locks = openLocks();
    const had: string[] = [];
    const takers = ['a', 'b', 'c'].map(async (name) => {
      const giveBack = await locks.take('prod');
      had.push(`${name} in`);
      await Promise.resolve();
      had.push(`${name} out`);
      giveBack();
    });

    await Promise.all(takers);

    expect(had).toEqual(['a in', 'a out', 'b in', 'b out', 'c in', 'c out']);
  });

  it('of different environments have nothing to do with each other', async () => {
    const locks = openLocks();

    await locks.take('prod');

    await expect(locks.take('dev')).resolves.toBeTypeOf('function');
  });

  it('may be given back twice', async () => {
    const locks = openLocks();
    const giveBack = await locks.take('prod');
    giveBack();
    giveBack();

    const second = await locks.take('prod');

    expect(second).not.toBe(giveBack);
  });
});
