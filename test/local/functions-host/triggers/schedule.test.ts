import { expect, it } from 'vitest';
import { parseSchedule } from '../../../../src/local/functions-host/triggers/schedule.ts';

it.each([
  { expression: '0 */5 * * * *', after: '2026-01-01T00:01:00Z', next: '2026-01-01T00:05:00.000Z' },
  { expression: '*/5 * * * *', after: '2026-01-01T00:01:00Z', next: '2026-01-01T00:05:00.000Z' },
  { expression: '30 0 9 * * MON-FRI', after: '2026-01-03T10:00:00Z', next: '2026-01-05T09:00:30.000Z' },
  { expression: '0 0 0 1 1 *', after: '2026-06-01T00:00:00Z', next: '2027-01-01T00:00:00.000Z' },
  // The 13th that is a Friday: cron would take every 13th and every Friday.
  { expression: '0 0 0 13 * 5', after: '2026-03-14T00:00:00Z', next: '2026-11-13T00:00:00.000Z' },
  { expression: '00:10:00', after: '2026-01-01T00:01:00Z', next: '2026-01-01T00:11:00.000Z' },
])('fires "$expression" after $after at $next', ({ expression, after, next }) => {
  expect(parseSchedule(expression, 'UTC')(new Date(after)).toISOString()).toBe(next);
});

it('counts in the time zone that the app sets', () => {
  const next = parseSchedule('0 0 9 * * *', 'Europe/Berlin')(new Date('2026-07-01T00:00:00Z'));

  expect(next.toISOString()).toBe('2026-07-01T07:00:00.000Z');
});

it.each(['@daily', '0 0 L * *', '0 0 * * 1#1', '0 0 0 ? * MON', 'often', '61 * * * * *', '1 2 3'])(
  'refuses "%s", which is not NCRONTAB',
  (expression) => {
    expect(() => parseSchedule(expression, 'UTC')(new Date())).toThrow(expression);
  },
);
