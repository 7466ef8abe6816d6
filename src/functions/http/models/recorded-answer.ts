import { requestSubject } from '../../../domain/subject.ts';
import type { Services } from '../../../ports.ts';
import { predict, type Answered, type PredictAsk } from '../../scoring/predict.ts';
import { keepShadow, record } from '../../stream/record.ts';

/** Predicts, keeps instances and answers for 7 days, and names each prediction so that feedback can be given to it. */
export async function recordedAnswer(services: Services, ask: PredictAsk): Promise<Answered> {
  const recorded = Promise.withResolvers<string>();
  // Nobody may be waiting for it when the store fails.
  recorded.promise.catch(() => undefined);
  const answered = await predict(services, {
    ...ask,
    keep: async (other) => keepShadow(services, await recorded.promise, ask.model)(other),
  });
  try {
    const requestId = await record(services, { ...answered, instances: ask.instances });
    recorded.resolve(requestId);
    const predictions = answered.predictions.map((one, index) => ({ ...one, id: requestSubject(requestId, index) }));
    return { ...answered, predictions };
  } catch (error) {
    recorded.reject(error);
    throw error;
  }
}
