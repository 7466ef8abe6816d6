import { once, EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { movableClock } from '../../src/local/clock.ts';

const HOUR_MS = 3_600_000;

it('wakes what is due by the time it is moved to, in the order of that time', () => {
  const clock = movableClock();
  const woken: string[] = [];
  clock.at(clock.now() + 2 * HOUR_MS, () => woken.push('second'));
  clock.at(clock.now() + HOUR_MS, () => woken.push('first'));
  clock.at(clock.now() + 4 * HOUR_MS, () => woken.push('later'));

  clock.advance(3 * HOUR_MS);

  expect(woken).toEqual(['first', 'second']);
});

it('wakes nobody who has cancelled', () => {
  const clock = movableClock();
  const woken: string[] = [];
  const cancel = clock.at(clock.now() + HOUR_MS, () => woken.push('cancelled'));
  clock.at(clock.now() + HOUR_MS, () => woken.push('waiting'));

  cancel();
  clock.advance(2 * HOUR_MS);

  expect(woken).toEqual(['waiting']);
});

it('goes on by itself from where it was moved to', async () => {
  const clock = movableClock();
  const bell = new EventEmitter();
  const dueAt = clock.now() + HOUR_MS;
  clock.at(dueAt, () => bell.emit('rings'));
  const rings = once(bell, 'rings');

  clock.advance(HOUR_MS - 20);
  await rings;

  expect(clock.now()).toBeGreaterThanOrEqual(dueAt);
});

it('does not wake early what is further away than a timer can wait', () => {
  const clock = movableClock();
  const woken: string[] = [];
  clock.at(clock.now() + 400 * 24 * HOUR_MS, () => woken.push('next year'));

  clock.advance(399 * 24 * HOUR_MS);
  expect(woken).toEqual([]);

  clock.advance(24 * HOUR_MS);
  expect(woken).toEqual(['next year']);
});
