import type { Guard } from '../domain/comparison.ts';
import type { Tally } from '../domain/counters.ts';
import { logLikelihoodRatio } from './fisher.ts';
import { latencyQuantile, slowerThan } from './latency.ts';
import { meanOfLogs } from './wealth.ts';

/** The numbers of the guard rails; docs/rollout.md explains each. */
const rails = {
  /** How often a canary that is as good as green is withdrawn, over its whole life. */
  errorsError: 0.005,
  latencyError: 0.005,
  /** A canary is withdrawn only if its share of failed requests is this much above green's, 0–1. */
  leastErrors: 0.005,
  /** … or its p95 is so many times green's, and so many ms more, after so many requests. */
  leastSlowdown: 1.5,
  leastSlowdownMs: 5,
  fewestRequests: 100,
} as const;

/** What counts as slow, in ms: each limit is a bet of its own. */
const slowMs = [5, 15, 50, 150, 500, 1500];

/** How many times the odds of green blue's are thought to be: one bet each. */
const odds = [1.5, 2, 3, 5, 10, 30];

/** Of one slot. */
type Seen = Pick<Tally, 'requests' | 'errors' | 'latency'>;

/** Nothing seen yet in this generation. */
export const newGuard = (generation: number): Guard => ({
  generation,
  seen: { green: noneSeen(), blue: noneSeen() },
  wealth: [undefined, ...slowMs].map(() => odds.map(() => 0)),
  evidence: { errors: 1, latency: 1 },
});

/**
 * The guard after a look at what both slots did up to now, in this generation. Sequentially valid: each look bets on what came
 * since the last one, given how many requests each slot got and how many failed (or were slow) in all. If blue is as good as green,
 * which of them it hit is a matter of chance, however the load or the share changes; wealth then exceeds 1 ÷ α with probability α
 * at most. A rail, once crossed, stays crossed.
 */
export function look(guard: Guard, green: Seen, blue: Seen): Guard {
  const seen = { green: pictureOf(green), blue: pictureOf(blue) };
  const since = { green: differences(seen.green, guard.seen.green), blue: differences(seen.blue, guard.seen.blue) };
  const wealth = guard.wealth.map((bets, rail) => bets.map((log, bet) => log + gain(since, rail, odds[bet] ?? 1)));
  const [errors = [], ...slow] = wealth;
  const evidence = { errors: meanOfLogs(errors), latency: meanOfLogs(slow.flat()) };
  return {
    generation: guard.generation,
    seen,
    wealth,
    evidence,
    violated: guard.violated ?? crossed(evidence, green, blue),
  };
}

function crossed(evidence: Guard['evidence'], green: Seen, blue: Seen): Guard['violated'] {
  const failing = ({ errors, requests }: Seen) => (requests === 0 ? 0 : errors / requests);
  if (evidence.errors >= 1 / rails.errorsError && failing(blue) - failing(green) >= rails.leastErrors) return 'errors';
  const [before, now] = [latencyQuantile(green.latency, 0.95), latencyQuantile(blue.latency, 0.95)];
  if (before === undefined || now === undefined || blue.requests < rails.fewestRequests) return undefined;
  const isSlower = now >= rails.leastSlowdown * before && now - before >= rails.leastSlowdownMs;
  return evidence.latency >= 1 / rails.latencyError && isSlower ? 'latency' : undefined;
}

/** Requests, errors, answers, then answers slower than each limit. */
function pictureOf({ requests, errors, latency }: Seen): number[] {
  return [requests, errors, ...slowMs.map((ms) => slowerThan(latency, ms))];
}

const noneSeen = () => new Array<number>(2 + slowMs.length).fill(0);

/** A process that is gone takes nothing with it; but a counter that was erased may: then nothing is bet. */
const differences = (now: readonly number[], before: readonly number[]) =>
  now.map((count, index) => Math.max(0, count - (before[index] ?? 0)));

/** Rail 0 is about errors among requests, the others about slow ones among answers. */
function gain(since: Record<'green' | 'blue', number[]>, rail: number, odds: number): number {
  const of = ([requests = 0, errors = 0, ...slow]: number[]) =>
    rail === 0 ? { all: requests, hit: errors } : { all: requests - errors, hit: slow[rail - 1] ?? 0 };
  const [green, blue] = [of(since.green), of(since.blue)];
  return logLikelihoodRatio(blue, green, odds);
}
