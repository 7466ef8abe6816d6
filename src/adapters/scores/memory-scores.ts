import type { ComparisonItem } from '../../domain/comparison.ts';
import type { ScoreCounters } from '../../ports.ts';
import { countersOf, tallies } from './tallies.ts';

/** The same promises without a database, for one process; what was counted is listed at once. */
export function memoryScores(now: () => Date = () => new Date()): ScoreCounters {
  const mine = tallies();
  const looks = new Map<string, { item: ComparisonItem; etag: string }>();
  return {
    note: (served) => mine.note(served),
    notePairs: (pairs) => mine.notePairs(pairs),
    flush: () => Promise.resolve(),
    list: (model) =>
      Promise.resolve(
        mine
          .counts()
          .filter((count) => count.model === model)
          .map((count) => countersOf(count, 'memory', now())),
      ),
    readComparison: (model) => Promise.resolve(looks.get(model)),
    commitComparison(item, etag) {
      if (looks.get(item.model)?.etag !== etag) return Promise.resolve('conflict');
      looks.set(item.model, { item, etag: String(Number(etag ?? 0) + 1) });
      return Promise.resolve('committed');
    },
  };
}
