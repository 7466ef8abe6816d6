import type { ModelSummary } from '../../domain/model-view.ts';
import type { Rollout } from '../../domain/rollout.ts';
import type { Load } from './loads.ts';
import { waitAtMost } from './patience.ts';
import type { Serving } from './serving.ts';

/** How long a look at the models waits for what is loading, in ms. */
const patienceMs = 3000;

/** What is in a model's slots, and whether this process can answer with it. */
export async function describeModel(
  serving: Serving,
  rollout: Rollout,
  versions: readonly string[],
): Promise<ModelSummary> {
  const { model, generation, blue } = rollout;
  const look = async (modelVersion: string) => {
    await waitAtMost(patienceMs, serving.load(model, modelVersion).settled);
    return inSlot(serving.load(model, modelVersion));
  };
  const [green, candidate] = await Promise.all([look(rollout.green.modelVersion), blue && look(blue.modelVersion)]);
  const answering = serving.answering(rollout);
  const manifest = answering?.ready?.loaded.manifest;
  return {
    model,
    ...(manifest && { description: manifest.description, labels: manifest.signature.labels }),
    state: answering ? 'serving' : green.state,
    ...(green.reason !== undefined && { reason: green.reason }),
    ...(answering && { modelVersion: answering.modelVersion }),
    generation,
    slots: {
      green,
      ...(blue && candidate && { blue: { ...candidate, mode: blue.mode, share: blue.share, since: blue.since } }),
    },
    versions: [...versions],
  };
}

const inSlot = ({ modelVersion, state, reason }: Load) => ({
  modelVersion,
  state,
  ...(reason !== undefined && { reason }),
});
