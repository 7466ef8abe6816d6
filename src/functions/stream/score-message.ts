import type { ScoreRequest } from '../../domain/request.ts';
import type { RequestAnswer } from '../../jobs/request.ts';
import type { Logger, Services } from '../../ports.ts';
import { predict } from '../scoring/predict.ts';
import { keepShadow } from './record.ts';
import { scoreStored } from './score-stored.ts';

/** What the models that serve say to a request. The same request goes to the same slot whenever it is tried. @throws AppError. */
export async function scoreMessage(services: Services, message: ScoreRequest, log: Logger): Promise<RequestAnswer> {
  if ('document' in message) return await scoreStored(services, message, log);
  const { id, model, instances } = message;
  const keep = keepShadow(services, id, model);
  const { modelVersion, slot, predictions } = await predict(services, { model, instances, stickyKey: id, log, keep });
  return { instances, predictions: predictions.map((answer) => ({ model, modelVersion, slot, ...answer })) };
}
