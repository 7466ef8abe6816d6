import { setTimeout as delay } from 'node:timers/promises';
import { moments, type Instance, type Moment } from './blows.ts';

/** How often each moment has come, and who waits for one. */
export interface Watch {
  /** Takes note of a line of an instance's console. */
  read(line: string, instance: Instance): void;
  came(moment: Moment, instance?: Instance): void;
  /** Where the moment came last; uploads come to none. */
  lastInstance(moment: Moment): Instance | undefined;
  /** Nothing is under way now, or something is again. */
  setCalm(isCalm: boolean): void;
  /**
   * Resolves when the moment has come for the nth time; if it has already, when it comes next.
   * @returns `rest` when everything is calm, or it has not come for a while: there is nothing left to hit.
   * @throws AbortError
   */
  reached(moment: Moment, nth: number, signal: AbortSignal): Promise<'there' | 'rest'>;
}

/** Kills alone can keep everything still for some seconds. */
const restMs = 15_000;

/** How long a moment lasts for those who come too late to it. */
const passingMs = 300;

/** What the console says when a moment comes. */
const signs: readonly (readonly [string, Moment])[] = [
  ["Executing 'Functions.receive-document'", 'intake'],
  ["Executing 'Functions.ocr-document'", 'ocr'],
  ["Executing 'Functions.preprocess-document'", 'preprocess'],
  ["Executing 'Functions.score-document'", 'score'],
  ['"event":"event.published"', 'publish'],
];

export function createWatch(): Watch {
  const counts = new Map(moments.map((moment) => [moment, 0]));
  const waiting = new Set<{ moment: Moment; nth: number; tell: () => void }>();
  const lastMs = new Map<Moment, number>();
  const instances = new Map<Moment, Instance | undefined>();
  let isCalm = false;
  const came = (moment: Moment, instance?: Instance) => {
    instances.set(moment, instance);
    lastMs.set(moment, performance.now());
    const count = (counts.get(moment) ?? 0) + 1;
    counts.set(moment, count);
    for (const one of waiting)
      if (one.moment === moment && count >= one.nth) {
        waiting.delete(one);
        one.tell();
      }
  };
  const isPassing = (moment: Moment, nth: number, nowMs: number) =>
    (counts.get(moment) ?? 0) > nth && nowMs - (lastMs.get(moment) ?? 0) < passingMs;
  return {
    came,
    lastInstance: (moment) => instances.get(moment),
    setCalm(now) {
      isCalm = now;
    },
    read(line, instance) {
      for (const [sign, moment] of signs) if (line.includes(sign)) came(moment, instance);
    },
    async reached(moment, nth, signal) {
      const sinceMs = performance.now();
      if (isPassing(moment, nth, sinceMs)) return 'there';
      const { promise, resolve } = Promise.withResolvers<'there'>();
      const entry = { moment, nth, tell: () => resolve('there') };
      waiting.add(entry);
      for (;;) {
        const found = await Promise.race([promise, delay(500, undefined, { signal })]);
        if (found) return found;
        if (isCalm || performance.now() - Math.max(sinceMs, lastMs.get(moment) ?? 0) > restMs) {
          waiting.delete(entry);
          return 'rest';
        }
      }
    },
  };
}
