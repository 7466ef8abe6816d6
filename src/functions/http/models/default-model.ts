import type { DefaultModelView } from '../../../domain/model-view.ts';
import type { Services } from '../../../ports.ts';
import { logOf } from '../../log.ts';
import { predict } from '../../scoring/predict.ts';
import { servingOf } from '../../scoring/serving.ts';
import { jsonBody } from '../json-of.ts';
import { onRequest } from '../on-request.ts';
import { paramsOf } from './get-params.ts';
import { plainInstancesOf } from './instances-of.ts';
import { askOf, predictQueryOf } from './predict-model.ts';
import { recordedAnswer } from './recorded-answer.ts';

/** `POST /api/predict`: the default model; an instance as it is gets its answer as it is, a list a list. */
export const predictDefault = (services: Services) =>
  onRequest(services, async (request, context) => {
    const query = predictQueryOf(request);
    const { isList, ...given } = plainInstancesOf(await jsonBody(request));
    const ask = { ...query, ...askOf(request, context), model: services.defaultModel, ...given };
    const answered = query.record === true ? await recordedAnswer(services, ask) : await predict(services, ask);
    const { model, modelVersion, slot, predictions } = answered;
    return { jsonBody: { model, modelVersion, slot, ...(isList ? { predictions } : predictions[0]) } };
  });

/** `GET /api/predict/params`: what an instance of the default model is made of. */
export const getDefaultParams = (services: Services) =>
  onRequest(services, async (request, context) => ({
    jsonBody: await paramsOf(services, request, context, services.defaultModel),
  }));

/** `GET /api/info`: what answers `POST /api/predict`. */
export const info = (services: Services) =>
  onRequest(services, async (_request, context) => {
    const { loaded, slot } = await servingOf(services).choose({ model: services.defaultModel, log: logOf(context) });
    const { model, modelVersion, description, signature, metrics } = loaded.manifest;
    const { version } = services.build;
    const view = { model, modelVersion, slot, description, labels: signature.labels, metrics };
    return { jsonBody: { name: 'docscore', version, ...view } satisfies DefaultModelView };
  });
