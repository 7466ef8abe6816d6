import type { TimerHandler } from '@azure/functions';
import type { Services } from '../../ports.ts';
import { logOf } from '../log.ts';
import { watchRollout } from '../rollout/watch-rollout.ts';
import { settleAll } from '../settle-all.ts';

/** Timer: sums what all processes counted of each candidate, and withdraws a canary whose guard rail is crossed. */
export const watchRollouts =
  (services: Services): TimerHandler =>
  async (_timer, context) => {
    const log = logOf(context);
    await settleAll(await services.rollouts.list(), 4, (rollout) => watchRollout(services, rollout, log));
  };
