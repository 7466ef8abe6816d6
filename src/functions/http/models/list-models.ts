import type { ModelList, ModelSummary } from '../../../domain/model-view.ts';
import type { Services } from '../../../ports.ts';
import { logOf } from '../../log.ts';
import { describeModel } from '../../scoring/describe-model.ts';
import { servingOf } from '../../scoring/serving.ts';
import { onRequest } from '../on-request.ts';

/** `GET /api/models`: every model with its slots, and whether it serves; also those that no rollout names. */
export const listModels = (services: Services) =>
  onRequest(services, async (_request, context) => {
    const serving = servingOf(services);
    const [rollouts, registered] = await Promise.all([serving.rollouts(logOf(context)), services.registry.list()]);
    const names = new Set([...rollouts, ...registered].map(({ model }) => model));
    const models = [...names].sort().map(async (model): Promise<ModelSummary> => {
      const versions = registered.filter((one) => one.model === model).map(({ modelVersion }) => modelVersion);
      const rollout = rollouts.find((one) => one.model === model);
      return rollout ? describeModel(serving, rollout, versions) : { model, state: 'registered', slots: {}, versions };
    });
    return { jsonBody: { models: await Promise.all(models) } satisfies ModelList };
  });
