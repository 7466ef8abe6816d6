import { FeedbackRequest } from '../../../domain/correction-view.ts';
import { AppError } from '../../../domain/errors.ts';
import { parseSubject } from '../../../domain/subject.ts';
import type { Services } from '../../../ports.ts';
import { judgeDocument } from '../../feedback/judge-document.ts';
import { judgeRequest } from '../../feedback/judge-request.ts';
import { logOf } from '../../log.ts';
import { callerOf } from '../auth/caller.ts';
import { jsonOf } from '../json-of.ts';
import { onRequest } from '../on-request.ts';

/**
 * `POST /api/feedback`: a prediction of a document, or a recorded one, was correct, or this label is. The last word counts, those
 * before it are kept; the same word twice is said once.
 */
export const giveFeedback = (services: Services) =>
  onRequest(services, async (request, context) => {
    const feedback = await jsonOf(request, FeedbackRequest);
    const subject = parseSubject(feedback.predictionId);
    if (!subject) throw noPrediction();
    const log = logOf(context);
    const word = { ...feedback, by: callerOf(context).name };
    const said =
      subject.kind === 'document'
        ? await judgeDocument(services, subject, word, log)
        : await judgeRequest(services, subject, word, log);
    const { model, modelVersion, slot, label, predicted, revision, at } = said;
    const receipt = { model, modelVersion, slot, label, predicted, revision, at };
    return { jsonBody: { predictionId: feedback.predictionId, ...receipt } };
  });

const noPrediction = () => {
  const message = 'This is no prediction id';
  return new AppError('invalid', message, {
    next: 'It begins with document: or request:, as predictions name themselves',
    errors: [{ pointer: '/predictionId', message }],
  });
};
