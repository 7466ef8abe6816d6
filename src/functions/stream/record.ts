import type { Answer } from '../../domain/prediction.ts';
import type { Slot } from '../../domain/rollout.ts';
import type { PinnedModel } from '../../domain/job.ts';
import { recordOf } from '../../jobs/request.ts';
import type { Services } from '../../ports.ts';

/** An answer that a caller wants to be kept. */
export interface ToRecord extends PinnedModel {
  /** Named values as they came, in the order of `predictions`. */
  readonly instances: readonly unknown[];
  readonly predictions: readonly Answer[];
}

/** Keeps a prediction over HTTP for 7 days, so that feedback can name it. @returns Its request id. */
export async function record(services: Services, toRecord: ToRecord): Promise<string> {
  const { model, modelVersion, slot, instances } = toRecord;
  const requestId = newId(services.random);
  const predictions = toRecord.predictions.map(({ label, confidence, probabilities }) => ({
    ...{ model, modelVersion, slot, label, confidence, probabilities },
  }));
  const outcome = await services.requests.create(recordOf(requestId, { instances, predictions }, services.now()));
  if (outcome === 'exists') throw new Error(`The request id ${requestId} was drawn twice`);
  return requestId;
}

/** Keeps what the other version said of the same instances, beside the answer. */
export const keepShadow =
  (services: Services, requestId: string, model: string) =>
  async ({ modelVersion, slot, answers }: { modelVersion: string; slot: Slot; answers: readonly Answer[] }) => {
    const { requests, now } = services;
    const said = { model, modelVersion, slot, answers: [...answers] };
    const createdAt = now().toISOString();
    await requests.create({ schema: 1, id: `shadow:${model}`, type: 'shadow', requestId, ...said, createdAt });
  };

/** 128 random bits, hexadecimal. */
const newId = (random: () => number) =>
  Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join('');
