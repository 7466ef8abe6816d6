import { describe, expect, it } from 'vitest';
import { AppError } from '../../../../src/domain/errors.ts';
import { rateLimit } from '../../../../src/functions/http/limits/rate-limit.ts';

/** A limit whose time a test moves. */
function aLimit(rates?: { perCaller: number; total: number }) {
  let ms = 0;
  const count = rateLimit({ rates, now: () => new Date(ms) });
  /** How many of these calls get through. */
  const through = (caller: string, calls: number) => {
    let passed = 0;
    for (let call = 0; call < calls; call += 1)
      try {
        count(caller);
        passed += 1;
      } catch (error) {
        if (!(error instanceof AppError && error.code === 'too-many')) throw error;
      }
    return passed;
  };
  return { count, through, pass: (seconds: number) => (ms += seconds * 1000) };
}

describe('the rate limit', () => {
  it('lets two seconds’ worth through at once, and then so many a second', () => {
    const { through, pass } = aLimit({ perCaller: 10, total: 0 });

    expect(through('a', 100)).toBe(20);
    pass(1);
    expect(through('a', 100)).toBe(10);
    pass(3600);
    expect(through('a', 100)).toBe(20);
  });

  it('of one caller is not used up by another, and that of all by nobody who is over his own', () => {
    const { through } = aLimit({ perCaller: 10, total: 20 });

    expect([through('a', 1000), through('b', 15), through('c', 100)]).toEqual([20, 15, 5]);
  });

  it('says when to come again, a second at least', () => {
    const { count, through } = aLimit({ perCaller: 0.25, total: 0 });
    through('a', 1);

    expect(() => count('a')).toThrow(expect.objectContaining({ code: 'too-many', retryAfterSeconds: 4 }) as Error);
    const quick = aLimit({ perCaller: 100, total: 0 });
    quick.through('a', 200);
    expect(() => quick.count('a')).toThrow(expect.objectContaining({ retryAfterSeconds: 1 }) as Error);
  });

  it.each([undefined, { perCaller: 0, total: 0 }])('is none with %j', (rates) => {
    expect(aLimit(rates).through('a', 10_000)).toBe(10_000);
  });

  it('remembers ten thousand callers, and forgets who came longest ago', () => {
    const { through } = aLimit({ perCaller: 1, total: 0 });
    through('first', 2);
    through('second', 2);
    through('first', 1);
    for (let other = 0; other < 9_999; other += 1) through(`caller-${String(other)}`, 1);

    expect([through('first', 1), through('second', 1)]).toEqual([0, 1]);
  });

  it('is not undone by a clock that is set back', () => {
    const { through, pass } = aLimit({ perCaller: 10, total: 0 });
    through('a', 20);

    pass(-3600);

    expect(through('a', 1)).toBe(0);
    pass(1);
    expect(through('a', 100)).toBe(10);
  });
});
