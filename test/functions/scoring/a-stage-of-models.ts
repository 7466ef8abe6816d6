import { memoryModels } from '../../../src/adapters/memory-models.ts';
import { AppError } from '../../../src/domain/errors.ts';
import type { Rollout } from '../../../src/domain/rollout.ts';
import { servingOf } from '../../../src/functions/scoring/serving.ts';
import type { LoadedModel, LogEvent } from '../../../src/ports.ts';
import { noon } from '../../fixtures/builders.ts';
import { anIncidentModel } from '../../fixtures/incident-model.ts';

/** Serving whose loads end when a test says so. */
export function aStageOfModels(first: Rollout, versions: readonly string[] = ['1.0.0', '1.1.0', '1.2.0']) {
  const registry = memoryModels(versions.map((modelVersion) => anIncidentModel({ modelVersion })));
  const held = new Map<string, PromiseWithResolvers<LoadedModel>>();
  const state = {
    rollouts: [first] as readonly Rollout[],
    isAway: false,
    slow: undefined as Promise<readonly Rollout[]> | undefined,
    now: noon.getTime(),
    loads: [] as string[],
  };
  const logged: LogEvent[] = [];
  const write = (event: LogEvent) => void logged.push(event);
  const log = { info: write, warn: write, error: write };
  const models = {
    load: (model: string, modelVersion: string) => {
      state.loads.push(modelVersion);
      return held.get(modelVersion)?.promise ?? registry.load(model, modelVersion);
    },
  };
  const list = () =>
    state.isAway
      ? Promise.reject(new AppError('unavailable', 'Away'))
      : (state.slow ?? Promise.resolve(state.rollouts));
  const rollouts = { list, read: never, commit: never, history: never };
  const serving = servingOf({ models, registry, rollouts, now: () => new Date(state.now), random: () => 0.5 });
  const choose = async (ask: { model?: string; modelVersion?: string; stickyKey?: string } = {}) => {
    const { slot, loaded } = await serving.choose({ model: first.model, ...ask, log });
    return `${slot} ${loaded.manifest.modelVersion}`;
  };
  return {
    ...{ state, logged, log, serving, choose },
    /** The next load of this version waits. */
    hold: (modelVersion: string) => {
      const deferred = Promise.withResolvers<LoadedModel>();
      deferred.promise.catch(() => undefined);
      held.set(modelVersion, deferred);
      return {
        fail: (reason: string) => deferred.reject(new AppError('invalid', reason)),
        succeed: async () => {
          held.delete(modelVersion);
          deferred.resolve(await registry.load(first.model, modelVersion));
        },
      };
    },
    mend: (modelVersion: string) => void held.delete(modelVersion),
  };
}

const never = () => Promise.reject(new Error('Scoring does not do that'));
