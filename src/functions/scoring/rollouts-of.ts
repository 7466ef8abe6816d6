import { AppError } from '../../domain/errors.ts';
import type { Rollout } from '../../domain/rollout.ts';
import type { Logger, Services } from '../../ports.ts';

/** How long requests go on with what they know while it is read anew, in ms: with the store's 2 s, a change holds within 3 s. */
const graceMs = 500;

/**
 * The rollouts, at most 2.5 s old; while their store cannot be reached, as they were last, so that scoring goes on.
 * @throws AppError `unavailable` when they were never read.
 */
export function rolloutsOf({
  rollouts,
  now,
}: Pick<Services, 'rollouts' | 'now'>): (log: Logger) => Promise<readonly Rollout[]> {
  /** What the store gave last, when it gave it last, and the promise that it gave it with. */
  let last: { rollouts: readonly Rollout[]; at: number; listed: Promise<readonly Rollout[]> } | undefined;
  let isAway = false;
  return async (log) => {
    try {
      const listed = rollouts.list();
      // A store whose copy is young gives the same promise again: most requests wait for nothing.
      if (last && listed === last.listed) {
        last.at = now().getTime();
        return last.rollouts;
      }
      const before = last && now().getTime() - last.at <= graceMs ? last.rollouts : undefined;
      const current = before ? await thisTick(listed) : await listed;
      if (before && !current) return before;
      last = { rollouts: current ?? [], at: now().getTime(), listed };
      isAway = false;
      return last.rollouts;
    } catch (error) {
      if (!last || !(error instanceof AppError)) throw error;
      if (!isAway) log.error({ event: 'rollouts.stale', error: error.message });
      isAway = true;
      return last.rollouts;
    }
  };
}

/** @returns `undefined` when it takes longer: the store is asked over the network. */
async function thisTick<T>(promise: Promise<T>): Promise<T | undefined> {
  let immediate: NodeJS.Immediate | undefined;
  const later = new Promise<undefined>((resolve) => (immediate = setImmediate(resolve, undefined)));
  const first = await Promise.race([promise, later]);
  clearImmediate(immediate);
  return first;
}
