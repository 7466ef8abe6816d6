import { z } from 'zod';
import { AppError } from '../../../domain/errors.ts';
import { ModelVersion } from '../../../domain/manifest.ts';
import type { ModelDetail, ModelSummary } from '../../../domain/model-view.ts';
import type { Services } from '../../../ports.ts';
import { logOf } from '../../log.ts';
import { describeModel } from '../../scoring/describe-model.ts';
import { servingOf } from '../../scoring/serving.ts';
import { unknownModel } from '../../scoring/unknown-model.ts';
import { onRequest } from '../on-request.ts';
import { queryOf } from '../query-of.ts';

export const ModelQuery = z.strictObject({
  /** Any that is registered; the one that serves where nothing is said. */
  modelVersion: ModelVersion.optional(),
});

/** `GET /api/models/{model}`: slots, versions, and the manifest with metrics of the version that serves. */
export const getModel = (services: Services) =>
  onRequest(services, async (request, context) => {
    const { modelVersion } = queryOf(request, ModelQuery);
    const summary = await summaryOf(services, request.params['model'] ?? '', logOf(context));
    const shown = modelVersion ?? summary.modelVersion ?? summary.versions[0];
    if (modelVersion !== undefined && !summary.versions.includes(modelVersion))
      throw new AppError('not-found', `Model ${summary.model} has no version ${modelVersion}`, {
        next: `Registered: ${summary.versions.join(', ')}.`,
      });
    const manifest =
      shown === undefined ? {} : await manifestOf(services, summary.model, shown, modelVersion === shown);
    return { jsonBody: { ...summary, ...manifest } satisfies ModelDetail };
  });

async function summaryOf(services: Services, model: string, log: ReturnType<typeof logOf>): Promise<ModelSummary> {
  const serving = servingOf(services);
  const rollouts = await serving.rollouts(log);
  const rollout = rollouts.find((one) => one.model === model);
  const isName = /^[a-z][a-z0-9-]*$/.test(model);
  const versions = isName ? (await services.registry.list(model)).map(({ modelVersion }) => modelVersion) : [];
  if (rollout) return describeModel(serving, rollout, versions);
  if (versions.length === 0) throw await unknownModel(services, model, rollouts);
  return { model, state: 'registered', slots: {}, versions };
}

/** @param isAsked Whether a person named this version: then what is wrong with it is the answer. */
async function manifestOf({ registry }: Services, model: string, modelVersion: string, isAsked: boolean) {
  try {
    return { manifest: await registry.manifest(model, modelVersion) };
  } catch (error) {
    if (isAsked || !(error instanceof AppError)) throw error;
    return { reason: error.message };
  }
}
