import { AppError } from '../../domain/errors.ts';
import type { Rollout, Slot } from '../../domain/rollout.ts';
import { chooseSlot } from '../../models/slot.ts';
import type { Logger, ModelRunner, Services } from '../../ports.ts';
import { modelLoads, type Load, type Ready } from './loads.ts';
import { waitAtMost } from './patience.ts';
import { rolloutsOf } from './rollouts-of.ts';
import { notInSlots, unknownModel } from './unknown-model.ts';

/** How long a request waits for a version when nothing else can answer, in ms. */
const patienceMs = 5000;
/** How long after its load began requests of a canary wait for blue, so that sticky keys stay with it, in ms. */
const bluePatienceMs = 1000;

/** What serving needs of the world. */
export type ServingServices = Pick<Services, 'rollouts' | 'models' | 'registry' | 'now' | 'random'>;

/** Who asks for which model. */
export interface Choice {
  readonly model: string;
  /** Only this version, which must be in a slot. */
  readonly modelVersion?: string | undefined;
  /** Absent: the caller does not care. */
  readonly stickyKey?: string | undefined;
  readonly log: Logger;
}

/** The version that answers. */
export interface Chosen extends Ready {
  /** Green also where a version that was green before goes on, or where blue cannot be loaded. */
  readonly slot: Slot;
  readonly rollout: Rollout;
}

/** Which model version answers in this process. */
export interface Serving {
  /**
   * By rollout and sticky key. A version that is new in a slot is loaded while the one before goes on answering; what cannot be
   * loaded is passed over: for blue green serves, for green the last version that did.
   * @throws AppError `not-found` with the names that are known; `unavailable` while nothing can answer.
   */
  choose(choice: Choice): Promise<Chosen>;
  /** What answers for green, whoever asks. @throws AppError `unavailable` while nothing can. */
  green(rollout: Rollout, log: Logger): Promise<Chosen>;
  /** As `choose` sees them. */
  rollouts(log: Logger): Promise<readonly Rollout[]>;
  /** Begins to load what is new. */
  load(model: string, modelVersion: string): Load;
  /** What answers for green now, if anything does. */
  answering(rollout: Rollout): Load | undefined;
}

const servings = new WeakMap<ModelRunner, Serving>();

/** One for all functions of a process: what served last is remembered here. */
export function servingOf(services: ServingServices): Serving {
  const present = servings.get(services.models);
  if (present) return present;
  const made = makeServing(services);
  servings.set(services.models, made);
  return made;
}

function makeServing(services: ServingServices): Serving {
  const load = modelLoads(services);
  const rollouts = rolloutsOf(services);
  const lastGood = new Map<string, Load>();
  const alarmed = new Map<string, string>();

  const answering = (rollout: Rollout) => {
    const green = load(rollout.model, rollout.green.modelVersion);
    if (green.ready) lastGood.set(rollout.model, green);
    return lastGood.get(rollout.model);
  };
  const alarm = (log: Logger, model: string, wanted: Load, serves: string) => {
    const what = `${wanted.modelVersion}: ${wanted.reason ?? ''}`;
    if (wanted.state !== 'failed' || alarmed.get(model) === what) return;
    alarmed.set(model, what);
    const { modelVersion, reason } = wanted;
    log.error({ event: 'model.not-loaded', model, modelVersion, serves, error: reason });
  };
  const green = async (rollout: Rollout, log: Logger): Promise<Chosen> => {
    let found = answering(rollout);
    if (!found) {
      await waitAtMost(patienceMs, load(rollout.model, rollout.green.modelVersion).settled);
      found = answering(rollout);
    }
    const wanted = load(rollout.model, rollout.green.modelVersion);
    if (wanted !== found) alarm(log, rollout.model, wanted, found?.modelVersion ?? 'nothing');
    if (!found?.ready) throw notReady(rollout.model, wanted);
    return { ...found.ready, slot: 'green', rollout };
  };
  const blue = async (rollout: Rollout, modelVersion: string, log: Logger): Promise<Chosen> => {
    const begun = load(rollout.model, modelVersion);
    if (begun.state === 'loading')
      await waitAtMost(begun.at + bluePatienceMs - services.now().getTime(), begun.settled);
    const now = load(rollout.model, modelVersion);
    if (now.ready) return { ...now.ready, slot: 'blue', rollout };
    alarm(log, rollout.model, now, 'green');
    return green(rollout, log);
  };
  const pinned = async (rollout: Rollout, modelVersion: string): Promise<Chosen> => {
    const slot = (['green', 'blue'] as const).find((one) => rollout[one]?.modelVersion === modelVersion);
    if (!slot) throw notInSlots(rollout, modelVersion);
    await waitAtMost(patienceMs, load(rollout.model, modelVersion).settled);
    const now = load(rollout.model, modelVersion);
    if (!now.ready) throw notReady(rollout.model, now);
    return { ...now.ready, slot, rollout };
  };
  return {
    ...{ rollouts, load, answering, green },
    async choose({ model, modelVersion, stickyKey, log }) {
      const all = await rollouts(log);
      const rollout = all.find((one) => one.model === model);
      if (!rollout) throw await unknownModel(services, model, all);
      // What stands in shadow is ready when its canary starts.
      if (rollout.blue) load(model, rollout.blue.modelVersion);
      if (modelVersion !== undefined) return pinned(rollout, modelVersion);
      if (rollout.blue?.mode !== 'canary') return green(rollout, log);
      const slot = chooseSlot(rollout, stickyKey ?? String(services.random()));
      return slot === 'blue' ? blue(rollout, rollout.blue.modelVersion, log) : green(rollout, log);
    },
  };
}

const notReady = (model: string, { modelVersion, state, reason }: Load) =>
  state === 'failed'
    ? new AppError('unavailable', `Model ${model} ${modelVersion} cannot be loaded: ${reason ?? ''}`)
    : new AppError('unavailable', `Model ${model} ${modelVersion} is still loading`, { retryAfterSeconds: 2 });
