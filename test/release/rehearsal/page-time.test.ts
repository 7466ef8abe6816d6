import { describe, expect, it } from 'vitest';
import { lasting, moment, wholeSpan } from '../../../src/release/rehearsal/page/records.ts';
import { timeAxis } from '../../../src/release/rehearsal/page/time-axis.ts';

const hour = 3_600_000;

describe('the time axis', () => {
  it('is even while there is no long wait', () => {
    const axis = timeAxis({ from: 1000, to: 2000 }, [
      { from: 1100, to: 2000 },
      { from: 1000, to: 1050 },
    ]);

    expect([1000, 1250, 2000].map((ms) => axis.percent(ms))).toEqual([0, 25, 100]);
    expect(axis.isShortened).toBe(false);
  });

  it('draws a night of waiting as a quarter of the work', () => {
    const axis = timeAxis({ from: 0, to: 10 * hour + 8000 }, [
      { from: 0, to: 4000 },
      { from: 10 * hour + 4000, to: 10 * hour + 8000 },
    ]);

    // 4 s of work, a wait as wide as 2 s, 4 s of work.
    expect([0, 4000, 5 * hour + 4000, 10 * hour + 4000, 10 * hour + 8000].map((ms) => axis.percent(ms))).toEqual([
      ...[0, 40, 50, 60, 100],
    ]);
    expect(axis.isShortened).toBe(true);
  });

  it('has a place for what took no time', () => {
    expect(timeAxis({ from: 5, to: 5 }, []).percent(5)).toBe(100);
  });
});

describe('times for people', () => {
  it.each([
    [40, '0.0 s'],
    [1_234, '1.2 s'],
    [9_960, '10 s'],
    [59_600, '1 min 0 s'],
    [200_000, '3 min 20 s'],
    [24 * hour, '24 h 0 min'],
  ])('%i ms last %s', (ms, text) => {
    expect(lasting(ms)).toBe(text);
  });

  it('are in UTC', () => {
    expect(moment(Date.parse('2026-03-02T10:00:12.5+01:00'))).toBe('2026-03-02 09:00:12 UTC');
  });

  it('reach from the first start to the last end', () => {
    const record = { kind: 'stage', name: 's', title: 's', state: 'completed' } as const;
    const at = (second: number) => new Date(second * 1000).toISOString();

    expect(
      wholeSpan([
        { ...record, id: 'a', startedAt: at(5), endedAt: at(9) },
        { ...record, id: 'b', startedAt: at(2), endedAt: at(3) },
        { ...record, id: 'c', endedAt: at(60) },
      ]),
    ).toEqual({ from: 2000, to: 9000 });
    expect(wholeSpan([])).toBeUndefined();
  });
});
