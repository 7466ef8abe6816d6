import type { ServingState } from '../../domain/model-view.ts';
import { instanceReader, type InstanceReader } from '../../models/instance.ts';
import { tokensOf } from '../../pipeline/preprocess.ts';
import type { LoadedModel, Services } from '../../ports.ts';

/** After how many ms a version that could not be loaded is tried again. */
const retryMs = 5000;

/** A model version that this process can answer with. */
export interface Ready {
  readonly loaded: LoadedModel;
  /** Checks instances and makes rows of them. */
  readonly read: InstanceReader;
}

/** What this process knows of a model version. */
export interface Load {
  readonly modelVersion: string;
  readonly state: ServingState;
  /** There when the state is `serving`. */
  readonly ready?: Ready;
  /** Why it failed. */
  readonly reason?: string;
  /** When it began or, after a failure, when it may begin again, in ms. */
  readonly at: number;
  /** Never rejects. */
  readonly settled: Promise<unknown>;
}

/** The model versions that this process has begun to load. Looking at one begins it. */
export function modelLoads({ models, now }: Pick<Services, 'models' | 'now'>) {
  const loads = new Map<string, Load>();
  return (model: string, modelVersion: string): Load => {
    const key = `${model}/${modelVersion}`;
    const present = loads.get(key);
    if (present && (present.state !== 'failed' || now().getTime() < present.at)) return present;
    const settled = models.load(model, modelVersion).then(
      (loaded) => {
        const ready = { loaded, read: instanceReader(loaded.manifest, tokensOf) };
        loads.set(key, { modelVersion, state: 'serving', ready, at: now().getTime(), settled });
      },
      (error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        loads.set(key, { modelVersion, state: 'failed', reason, at: now().getTime() + retryMs, settled });
      },
    );
    const begun: Load = { modelVersion, state: 'loading', at: now().getTime(), settled };
    loads.set(key, begun);
    return begun;
  };
}
