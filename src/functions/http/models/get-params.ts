import type { HttpRequest, InvocationContext } from '@azure/functions';
import type { ModelParams } from '../../../domain/model-view.ts';
import { fieldsOf } from '../../../models/fields.ts';
import type { Services } from '../../../ports.ts';
import { servingOf } from '../../scoring/serving.ts';
import { onRequest } from '../on-request.ts';
import { queryOf } from '../query-of.ts';
import { ModelQuery } from './get-model.ts';
import { askOf } from './predict-model.ts';

/** `GET /api/models/{model}/params`: what an instance is made of, with allowed values and ranges. */
export const getParams = (services: Services) =>
  onRequest(services, async (request, context) => ({
    jsonBody: await paramsOf(services, request, context, request.params['model'] ?? ''),
  }));

/** The same for a model of which the route says nothing. */
export async function paramsOf(
  services: Services,
  request: HttpRequest,
  context: InvocationContext,
  model: string,
): Promise<ModelParams> {
  const { modelVersion } = queryOf(request, ModelQuery);
  const { loaded, slot } = await servingOf(services).choose({ ...askOf(request, context), model, modelVersion });
  const { manifest } = loaded;
  return {
    model,
    modelVersion: manifest.modelVersion,
    slot,
    fields: fieldsOf(manifest),
    labels: manifest.signature.labels,
  };
}
