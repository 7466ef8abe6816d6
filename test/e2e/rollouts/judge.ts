import type { Rollout } from '../../../src/domain/rollout.ts';
import { chooseSlot, versionIn } from '../../../src/models/slot.ts';
import type { Asked } from './steady-requests.ts';

/** A rollout, and when the change to it was asked for and answered. In ms since the epoch. */
export interface Change {
  readonly rollout: Pick<Rollout, 'model' | 'generation' | 'green' | 'blue'>;
  readonly askedAt: number;
  readonly answeredAt: number;
}

export interface Judgement {
  /** Requests that were not answered with 2xx. */
  readonly failed: number;
  /** Requests that no rollout of their time accounts for. */
  readonly strange: readonly Asked[];
  /** The longest time from the answer to a change until the last request that was still served as before, in ms. */
  readonly slowestChangeMs: number;
  /** Sticky keys that moved from blue back to green while the share rose. */
  readonly movedBack: readonly string[];
  /** Of each canary: how far blue's share of the requests is from what was asked for, in standard deviations. */
  readonly deviations: readonly { readonly share: number; readonly requests: number; readonly sigmas: number }[];
}

/** Looks at each request in the light of the rollouts that were there when it was made. */
export function judge(asked: readonly Asked[], changes: readonly Change[]): Judgement {
  const answered = asked.filter(({ status }) => status === 200);
  const found = answered.map((one) => ({ one, late: latenessOf(one, changes) }));
  return {
    failed: asked.length - answered.length,
    strange: found.flatMap(({ one, late }) => (late === undefined ? [one] : [])),
    slowestChangeMs: Math.max(0, ...found.map(({ late }) => late ?? 0)),
    movedBack: movedBack(answered, changes),
    deviations: changes.flatMap((_, index) => deviationOf(answered, changes, index) ?? []),
  };
}

const agrees = ({ key, slot, modelVersion }: Asked, { rollout }: Change) => {
  const chosen = chooseSlot(rollout, key);
  return slot === chosen && modelVersion === versionIn(rollout, chosen);
};

/** How long after the end of the latest rollout that accounts for it a request was still made, in ms. `undefined`: none does. */
function latenessOf(one: Asked, changes: readonly Change[]): number | undefined {
  const known = changes.filter(({ askedAt }) => askedAt <= one.startedAt + 5000);
  for (let index = known.length - 1; index >= 0; index--) {
    const change = known[index];
    if (!change || !agrees(one, change)) continue;
    const successor = known[index + 1];
    return successor ? Math.max(0, one.startedAt - successor.answeredAt) : 0;
  }
  return undefined;
}

/** Requests between two changes, without those in whose time either may have held. */
function during(answered: readonly Asked[], changes: readonly Change[], index: number): readonly Asked[] {
  const from = (changes[index]?.answeredAt ?? 0) + 3000;
  const to = changes[index + 1]?.askedAt ?? Infinity;
  return answered.filter(({ startedAt }) => startedAt >= from && startedAt < to);
}

function deviationOf(answered: readonly Asked[], changes: readonly Change[], index: number) {
  const blue = changes[index]?.rollout.blue;
  if (blue?.mode !== 'canary') return undefined;
  // A key counts once: what it does the second time is no chance.
  const slots = new Map(during(answered, changes, index).map(({ key, slot }) => [key, slot]));
  const requests = slots.size;
  const served = [...slots.values()].filter((slot) => slot === 'blue').length;
  const sigmas = (served - requests * blue.share) / Math.sqrt(requests * blue.share * (1 - blue.share));
  return { share: blue.share, requests, sigmas };
}

function movedBack(answered: readonly Asked[], changes: readonly Change[]): string[] {
  const moved = new Set<string>();
  for (const [index, { rollout }] of changes.entries()) {
    const before = changes[index - 1]?.rollout;
    if (rollout.blue?.mode !== 'canary' || before?.generation !== rollout.generation) continue;
    const wasBlue = new Set(
      during(answered, changes, index - 1).flatMap(({ key, slot }) => (slot === 'blue' ? [key] : [])),
    );
    const next = changes[index + 1]?.askedAt ?? Infinity;
    for (const { key, slot, startedAt } of answered)
      if (startedAt >= (changes[index]?.askedAt ?? 0) && startedAt < next && slot === 'green' && wasBlue.has(key))
        moved.add(key);
  }
  return [...moved];
}
