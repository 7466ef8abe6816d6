import { features } from '../../domain/artifact.ts';
import type { PinnedModel } from '../../domain/job.ts';
import { documentTypeModel } from '../../domain/manifest.ts';
import type { ModelAnswer } from '../../domain/prediction.ts';
import { answer, modelsFor } from '../../pipeline/score.ts';
import type { Services } from '../../ports.ts';
import { onStage } from './on-stage.ts';

/** Stage 3: features × models ─► one Cosmos batch with job, predictions and outbox. */
export const scoreDocument = (services: Services) =>
  onStage(services, 'score', async (job) => {
    const pinned = job.models ?? [];
    const [read, manifests] = await Promise.all([
      services.artifacts.read(features, job),
      Promise.all(pinned.map(({ model, modelVersion }) => services.models.manifest(model, modelVersion))),
    ]);
    const ask = async (pin: PinnedModel): Promise<ModelAnswer> => {
      const manifest = manifests[pinned.indexOf(pin)];
      if (!manifest) throw new Error(`No manifest for ${pin.model} ${pin.modelVersion}`);
      return { ...pin, ...answer(manifest, await services.models.run(manifest, { tokens: read.tokens })) };
    };
    const first = pinned.find(({ model }) => model === documentTypeModel);
    if (!first) throw new Error(`The job pinned no version of ${documentTypeModel}`);
    const type = await ask(first);
    const readers = modelsFor(type.label, manifests).map(({ model }) => model);
    const others = await Promise.all(pinned.filter((pin) => pin !== first && readers.includes(pin.model)).map(ask));
    return { predictions: [type, ...others] };
  });
