import type { HttpRequest, InvocationContext } from '@azure/functions';
import { z } from 'zod';
import type { PredictAnswer } from '../../../domain/model-view.ts';
import type { Services } from '../../../ports.ts';
import { logOf } from '../../log.ts';
import { predict, type PredictAsk } from '../../scoring/predict.ts';
import { jsonBody } from '../json-of.ts';
import { onRequest } from '../on-request.ts';
import { queryOf } from '../query-of.ts';
import { instancesOf } from './instances-of.ts';
import { recordedAnswer } from './recorded-answer.ts';
import { stickyKeyOf } from './sticky-key.ts';

const Flag = z.enum(['1', 'true', '0', 'false']).transform((value) => value === '1' || value === 'true');

export const PredictQuery = z.strictObject({
  /** Only this version, which must be in a slot. */
  modelVersion: z.string().max(40).optional(),
  /** What moved each answer most; linear models only. */
  explain: Flag.optional(),
  /** Keep instances and answers for 7 days; the answers then have ids for feedback. */
  record: Flag.optional(),
});

/** `POST /api/models/{model}/predict`: named values in, a prediction for each instance out, in their order. */
export const predictModel = (services: Services) =>
  onRequest(services, async (request, context) => {
    const query = predictQueryOf(request);
    const { instances, pointerOf } = instancesOf(await jsonBody(request));
    const ask = { ...query, ...askOf(request, context), instances, pointerOf };
    const answered = query.record === true ? await recordedAnswer(services, ask) : await predict(services, ask);
    const { model, modelVersion, slot, predictions } = answered;
    return { jsonBody: { model, modelVersion, slot, predictions: [...predictions] } satisfies PredictAnswer };
  });

/** Most requests have no query: they are spared its schema. */
export const predictQueryOf = (request: HttpRequest): z.infer<typeof PredictQuery> =>
  request.query.size === 0 ? {} : queryOf(request, PredictQuery);

/** Which model, for whom. */
export const askOf = (
  request: HttpRequest,
  context: InvocationContext,
): Pick<PredictAsk, 'model' | 'stickyKey' | 'log'> => ({
  model: request.params['model'] ?? '',
  stickyKey: stickyKeyOf(request),
  log: logOf(context),
});
