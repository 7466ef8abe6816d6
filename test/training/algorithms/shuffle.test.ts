import { expect, it } from 'vitest';
import { shuffle } from '../../../src/training/algorithms/shuffle.ts';
import { seededRandom } from '../../../src/training/random.ts';

it('gives every order about equally often', () => {
  const random = seededRandom(1);
  const counts = new Map<string, number>();
  for (let i = 0; i < 6000; i++) {
    const order = Int32Array.of(1, 2, 3);
    shuffle(order, random);
    counts.set(order.join(), (counts.get(order.join()) ?? 0) + 1);
  }

  expect(counts.size).toBe(6);
  // Four standard deviations of 6,000 throws of a die.
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(116);
});
