import { setTimeout as delay } from 'node:timers/promises';
import { CosmosClient } from '@azure/cosmos';
import type { Item } from './evidence.ts';

const lookEveryMs = 500;
const ends = ['scored', 'rejected', 'cancelled', 'deleted', 'dead'];

/**
 * Waits until each name's last version has ended and no event is owed.
 * @param wanted Name → version; it may still grow while `isGrowing()`.
 * @returns whether all have ended.
 */
export async function untilEnded(
  connectionString: string,
  wanted: ReadonlyMap<string, string>,
  { isGrowing, activity, patienceMs, tell }: Waiting,
): Promise<boolean> {
  const client = new CosmosClient(connectionString);
  const items = client.database('docscore').container('documents').items;
  let before = '';
  let changedAt = performance.now();
  try {
    for (;;) {
      const state = await look(items).catch(() => undefined); // Cosmos DB is one of those that get killed.
      if (state) {
        const ended = state.heads.filter(
          ({ name = '', version, state }) => wanted.get(name) === version && ends.includes(state ?? ''),
        ).length;
        tell(ended);
        if (!isGrowing() && ended === wanted.size && state.owed === 0) return true;
        const now = [ended, state.owed, wanted.size, isGrowing(), activity()].join(' ');
        if (now !== before) changedAt = performance.now();
        before = now;
      }
      if (performance.now() - changedAt > patienceMs) return false;
      await delay(lookEveryMs);
    }
  } finally {
    client.dispose();
  }
}

interface Waiting {
  readonly isGrowing: () => boolean;
  /** Changes while something is done to the system. */
  readonly activity: () => number;
  /** How long nothing may change before it is given up. */
  readonly patienceMs: number;
  readonly tell: (ended: number) => void;
}

async function look(items: ReturnType<ReturnType<CosmosClient['database']>['container']>['items']) {
  const { resources } = await items
    .query<Pick<Item, 'type' | 'name' | 'version' | 'state'>>(
      "SELECT c.type, c.name, c.version, c.state FROM c WHERE c.type = 'head' OR (c.type = 'outbox' AND c.state = 'unpublished')",
    )
    .fetchAll();
  return {
    heads: resources.filter(({ type }) => type === 'head'),
    owed: resources.filter(({ type }) => type === 'outbox').length,
  };
}
