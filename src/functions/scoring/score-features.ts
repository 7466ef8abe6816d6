import { features } from '../../domain/artifact.ts';
import { AppError } from '../../domain/errors.ts';
import type { Features } from '../../domain/features.ts';
import type { Job, PinnedModel } from '../../domain/job.ts';
import { documentTypeModel } from '../../domain/manifest.ts';
import { answer, modelsFor, rowOf } from '../../pipeline/score.ts';
import type { Logger, Services } from '../../ports.ts';
import type { AskedModel, ScoredDocument } from '../rollout/note-document.ts';

/** What the models that a job pinned say about its features: `document-type` first, then every model that reads that type. */
export async function scoreFeatures(services: Services, job: Job, log: Logger): Promise<ScoredDocument> {
  const pinned = job.models ?? [];
  const [read, manifests] = await Promise.all([
    services.artifacts.read(features, job),
    Promise.all(pinned.map(({ model, modelVersion }) => services.registry.manifest(model, modelVersion))),
  ]);
  const first = pinned.find(({ model }) => model === documentTypeModel);
  if (!first) throw new Error(`The job pinned no version of ${documentTypeModel}`);
  const type = await ask(services, first, read, log);
  const readers = modelsFor(type.prediction.label, manifests).map(({ model }) => model);
  const others = pinned.filter((pin) => pin !== first && readers.includes(pin.model));
  const asked = [type, ...(await Promise.all(others.map((pin) => ask(services, pin, read, log))))];
  return { run: job, features: read, asked };
}

/** A candidate that fails costs nobody an answer: green gives it. */
async function ask(services: Services, pin: PinnedModel, read: Features, log: Logger): Promise<AskedModel> {
  try {
    return await answerOf(services, pin, read);
  } catch (error) {
    const green = pin.slot === 'blue' && !isAway(error) && (await greenOf(services, pin.model));
    if (!green) throw error;
    log.error({ event: 'model.failed', ...pin, error: error instanceof Error ? error.message : String(error) });
    return { ...(await answerOf(services, green, read)), failed: pin };
  }
}

/** The latency is the scoring's: a load happens once. */
async function answerOf({ models, now }: Services, pin: PinnedModel, read: Features): Promise<AskedModel> {
  const loaded = await models.load(pin.model, pin.modelVersion);
  const started = now().getTime();
  const [probabilities = []] = await loaded.score([rowOf(loaded.manifest, read)]);
  const prediction = { ...pin, ...answer(loaded.manifest, probabilities) };
  return { prediction, latencyMs: now().getTime() - started };
}

/** The job waits for what is away, and counts no attempt. */
const isAway = (error: unknown) => error instanceof AppError && ['unavailable', 'too-many'].includes(error.code);

async function greenOf({ rollouts }: Services, model: string): Promise<PinnedModel | undefined> {
  const rollout = (await rollouts.list()).find((one) => one.model === model);
  return rollout && { model, modelVersion: rollout.green.modelVersion, slot: 'green' };
}
