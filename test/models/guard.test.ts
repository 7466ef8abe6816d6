import { describe, expect, it } from 'vitest';
import type { Guard } from '../../src/domain/comparison.ts';
import { look, newGuard } from '../../src/models/guard.ts';
import { latencyBucket, latencyQuantile, noLatencies, slowerThan } from '../../src/models/latency.ts';
import { chances } from './simulated-labels.ts';

interface Traffic {
  /** Share of requests that fail. */
  readonly greenErrors?: number;
  readonly blueErrors?: number;
  /** How many times slower blue is. */
  readonly slower?: number;
  readonly looks: number;
}

/** 250 requests between two looks, a tenth of them blue's: 50 a second, looked at every 5 s. */
function canary({ greenErrors = 0, blueErrors = 0, slower = 1, looks }: Traffic, random: () => number) {
  const slots = { green: newSlot(), blue: newSlot() };
  let guard: Guard = newGuard(2);
  for (let index = 1; index <= looks; index++) {
    for (let request = 0; request < 250; request++) {
      const isBlue = random() < 0.1;
      const slot = slots[isBlue ? 'blue' : 'green'];
      slot.requests += 1;
      if (random() < (isBlue ? blueErrors : greenErrors)) slot.errors += 1;
      else count(slot.latency, 2 * (1 - random()) ** -0.5 * (isBlue ? slower : 1));
    }
    guard = look(guard, slots.green, slots.blue);
    if (guard.violated) return { violated: guard.violated, looks: index };
  }
  return { violated: undefined, looks };
}

function count(latency: number[], ms: number): void {
  const bucket = latencyBucket(ms);
  latency[bucket] = (latency[bucket] ?? 0) + 1;
}

const newSlot = () => ({ requests: 0, errors: 0, latency: noLatencies() });

describe('the guard rails of a canary', () => {
  it.each<{ name: string; traffic: Traffic; violated: string }>([
    { name: 'fails 5 % while green never does', traffic: { blueErrors: 0.05, looks: 24 }, violated: 'errors' },
    {
      name: 'fails 5 % while green fails 1 %',
      traffic: { greenErrors: 0.01, blueErrors: 0.05, looks: 60 },
      violated: 'errors',
    },
    { name: 'is four times slower', traffic: { slower: 4, looks: 24 }, violated: 'latency' },
  ])('are crossed soon when blue $name', ({ traffic, violated }) => {
    const random = chances(3);

    for (let run = 0; run < 10; run++) expect(canary(traffic, random).violated).toBe(violated);
  });

  it.each<{ name: string; traffic: Traffic }>([
    { name: 'both fail 2 %', traffic: { greenErrors: 0.02, blueErrors: 0.02, looks: 120 } },
    { name: 'blue fails less', traffic: { greenErrors: 0.05, blueErrors: 0.01, looks: 120 } },
    { name: 'blue is a little slower', traffic: { slower: 1.1, looks: 120 } },
  ])('hold for ten minutes when $name', ({ traffic }) => {
    const random = chances(4);

    const crossed = Array.from({ length: 20 }, () => canary(traffic, random)).filter(({ violated }) => violated);

    expect(crossed).toEqual([]);
  });

  it('bet once on what was counted once, however often one looks', () => {
    const [green, blue] = [
      { ...newSlot(), requests: 900 },
      { ...newSlot(), requests: 100, errors: 2 },
    ];
    const first = look(newGuard(2), green, blue);

    expect(look(look(first, green, blue), green, blue)).toEqual(first);
    expect(first.evidence.errors).toBeGreaterThan(1);
  });

  it('stay crossed', () => {
    const [green, blue] = [
      { ...newSlot(), requests: 900 },
      { ...newSlot(), requests: 100, errors: 20 },
    ];
    const crossed = look(newGuard(2), green, blue);

    expect(crossed.violated).toBe('errors');
    expect(look(crossed, { ...green, errors: 900 }, blue).violated).toBe('errors');
  });
});

describe('a latency histogram', () => {
  it('gives quantiles to within a bucket, and what is slower than a limit', () => {
    const counts = noLatencies();
    for (let ms = 1; ms <= 1000; ms++) count(counts, ms);

    for (const share of [0.5, 0.95, 0.99]) {
      const error = (latencyQuantile(counts, share) ?? 0) / (1000 * share);
      expect(error).toBeGreaterThan(Math.SQRT1_2);
      expect(error).toBeLessThan(Math.SQRT2);
    }
    expect(slowerThan(counts, 0.5)).toBe(1000);
    expect(slowerThan(counts, 1e6)).toBe(0);
  });

  it('has no quantile of nothing, and keeps what is slower than any bucket', () => {
    const counts = noLatencies();
    expect(latencyQuantile(counts, 0.5)).toBeUndefined();

    count(counts, 1e9);

    expect(latencyQuantile(counts, 0.5)).toBeGreaterThan(20_000);
  });
});
