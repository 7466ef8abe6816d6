import type { Container } from '@azure/cosmos';
import { Rollout } from '../domain/rollout.ts';
import type { RolloutStore } from '../ports.ts';
import { cosmosCall } from './cosmos-errors.ts';

/** How old an instance's copy may get, in ms. */
const freshMs = 2000;

/** Container `models`, key `/model`. Callers that come at once share one query. */
export function cosmosRollouts(container: Container, now: () => Date): RolloutStore {
  let copy: { rollouts: Promise<Rollout[]>; readAt: number } | undefined;
  const fetchAll = async () => {
    const query = "SELECT * FROM c WHERE c.type = 'rollout' AND c.schema = 1";
    const { resources } = await cosmosCall(() => container.items.query(query).fetchAll());
    return resources.map((item) => Rollout.parse(item));
  };
  return {
    list() {
      const time = now().getTime();
      if (!copy || time - copy.readAt >= freshMs) {
        const mine = { rollouts: fetchAll(), readAt: time };
        mine.rollouts.catch(() => {
          if (copy === mine) copy = undefined;
        });
        copy = mine;
      }
      return copy.rollouts;
    },
  };
}
