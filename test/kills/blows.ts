import { seededRandom, type Random } from '../../src/training/random.ts';
import type { FaultDescription } from '../../src/local/faults/fault.ts';
import { faultMix } from './fault-mix.ts';

/** What is under way when a blow falls. */
export const moments = ['upload', 'intake', 'ocr', 'preprocess', 'score', 'publish'] as const;
export type Moment = (typeof moments)[number];

/** What dies by `kill -9`. An instance is a Functions host with its worker and reader; there are two. */
export const targets = ['worker', 'reader', 'host', 'storage', 'cosmos', 'event-hubs', 'everything'] as const;
export type Target = (typeof targets)[number];

/** One of the two Functions hosts. */
export type Instance = 0 | 1;

/** Worker, reader, host: of the instance where the moment came; at an upload, `instance` says of which. */
export type Deed =
  /** `restartMs`: how long it stays away. */
  | { readonly kind: 'kill'; readonly target: Target; readonly instance: Instance; readonly restartMs: number }
  /** An instance stands still, longer than its leases last: then it goes on as if nothing had happened. */
  | { readonly kind: 'pause'; readonly instance: Instance; readonly ms: number }
  | { readonly kind: 'fault'; readonly fault: FaultDescription };

export interface Blow {
  readonly moment: Moment;
  /** When the moment has come so often. */
  readonly nth: number;
  /** After it, in ms. */
  readonly thenMs: number;
  readonly deed: Deed;
}

/** Longer than a lease and the sweep after it: see `settings` of system.ts. */
const pauseMs = 20_000;

/** How long the work of a moment takes, about, in ms. */
const lasts: Record<Moment, number> = { upload: 20, intake: 30, ocr: 300, preprocess: 60, score: 60, publish: 20 };

/**
 * The blows of a run, by moment, in the order in which they fall. Kills cover every pair of moment and target before any comes twice.
 * @param uploads How many there are; of every other moment there are about as many.
 */
export function planBlows(seed: number, kills: number, uploads: number): Map<Moment, Blow[]> {
  const random = seededRandom(seed + 1);
  const pairs = moments.flatMap((moment) => targets.map((target) => ({ moment, target })));
  const shuffled = shuffle(random, pairs);
  const deeds: { moment: Moment; deed: Deed }[] = Array.from({ length: kills }, (_, at) => {
    const { moment, target } = at < shuffled.length ? (shuffled[at] ?? random.pick(pairs)) : random.pick(pairs);
    const instance = random.next() < 0.5 ? 0 : 1;
    return { moment, deed: { kind: 'kill', target, instance, restartMs: random.integer(0, 1500) } };
  });
  for (const fault of faultMix(random, uploads)) {
    // Events come while documents are uploaded, and no more afterwards.
    const moment = fault.service === 'event-grid' ? 'upload' : random.pick(moments);
    deeds.push({ moment, deed: { kind: 'fault', fault } });
  }

  const byMoment = Map.groupBy(shuffle(random, deeds), ({ moment }) => moment);
  const lanes = new Map([...byMoment].map(([moment, its]) => [moment, spread(random, its, uploads)]));
  const ocr = [...(lanes.get('ocr') ?? []), ...pauses(random, Math.max(3, Math.round(kills / 12)), uploads)];
  return lanes.set(
    'ocr',
    ocr.sort((one, other) => one.nth - other.nth),
  );
}

/** In the second half, when queues are short: then the other instance takes over before the paused one goes on. */
const pauses = (random: Random, count: number, uploads: number) =>
  Array.from({ length: count }, (_, at): Blow => {
    const nth = Math.floor(uploads * (0.5 + (0.45 * (at + random.next())) / count));
    const deed = { kind: 'pause', instance: at % 2 === 0 ? 0 : 1, ms: pauseMs } as const;
    return { moment: 'ocr', nth, thenMs: random.integer(0, lasts.ocr), deed };
  });

/** Evenly over two thirds of what comes, so that the last ones find something to hit. */
function spread(random: Random, its: { moment: Moment; deed: Deed }[], uploads: number): Blow[] {
  return its.map(({ moment, deed }, at) => ({
    moment,
    deed,
    nth: 1 + Math.floor(((at + random.next()) / its.length) * uploads * 0.67),
    thenMs: random.integer(0, lasts[moment]),
  }));
}

function shuffle<T>(random: Random, items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, key: random.next() }))
    .sort((one, other) => one.key - other.key)
    .map(({ item }) => item);
}
