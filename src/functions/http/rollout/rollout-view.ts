import type { RolloutView } from '../../../domain/rollout-view.ts';
import type { Stored } from '../../../domain/stored.ts';
import type { Rollout } from '../../../domain/rollout.ts';
import { possibleSteps } from '../../../models/rollout.ts';

export function viewOf({ item, etag }: Stored<Rollout>): RolloutView {
  const { model, generation, green, blue, earlier, rolledBack, updatedAt } = item;
  return { model, generation, green, blue, earlier, rolledBack, updatedAt, etag, possible: possibleSteps(item) };
}

/** Weak or strong, quoted as HTTP wants it or bare. */
export const bareEtag = (header: string): string => header.replace(/^W\//, '');
