import { InvocationContext } from '@azure/functions';
import type { RolloutDetail } from '../../../src/domain/rollout-view.ts';
import type { Slot } from '../../../src/domain/rollout.ts';
import { logOf } from '../../../src/functions/log.ts';
import { predict } from '../../../src/functions/scoring/predict.ts';
import { chooseSlot } from '../../../src/models/slot.ts';
import type { aRolloutSystem } from './a-rollout-system.ts';

type RolloutSystem = ReturnType<typeof aRolloutSystem>;

const log = logOf(new InvocationContext({ functionName: 'test', logHandler: () => undefined }));

export const ask = (system: RolloutSystem, texts: readonly string[], stickyKey = 'somebody') =>
  predict(system.services, { model: 'review', instances: texts.map((text) => ({ text })), stickyKey, log });

export const comparisonOf = async (system: RolloutSystem) => {
  await system.idle();
  return ((await system.get()).body as RolloutDetail).comparison;
};

/** A key, or a name of a document, that the slot serves. */
export async function sentTo(
  system: RolloutSystem,
  slot: Slot,
  keyOf = (index: number) => `key-${String(index)}`,
  as = (key: string) => key,
) {
  const rollout = await system.rollout();
  for (let index = 0; rollout; index++) if (chooseSlot(rollout, as(keyOf(index))) === slot) return keyOf(index);
  throw new Error('There is no rollout');
}
