import type { Correction } from '../../domain/correction.ts';
import { AppError } from '../../domain/errors.ts';
import type { Feedback } from '../../domain/feedback.ts';
import { judge } from '../../jobs/correct.ts';
import type { Logger, Services } from '../../ports.ts';
import { tryExport } from './export-label.ts';
import { judgeStored } from './judge-document.ts';
import { isSaid, sayingOf, type Word } from './word.ts';

/** Lost races against others who judge the same prediction before the caller is told to come again. */
const tries = 8;

/** Feedback on a recorded prediction. @throws AppError `not-found` also after the 7 days, `invalid`, `unavailable`. */
export async function judgeRequest(
  services: Services,
  { requestId, index }: { requestId: string; index: number },
  word: Word,
  log: Logger,
): Promise<Feedback | Correction> {
  const recorded = await services.requests.readRecorded(requestId);
  const prediction = recorded?.predictions[index];
  if (!prediction)
    throw new AppError('not-found', 'There is no such prediction', {
      next: 'Predictions are kept for 7 days, over HTTP only with ?record=true',
    });
  if (recorded.document) return await judgeStored(services, { ...recorded.document, ...prediction }, word, log);
  const saying = await sayingOf(services, prediction, word);
  for (let attempt = 0; attempt < tries; attempt++) {
    const present = await services.requests.readFeedback(requestId, index);
    if (present && isSaid(present.item, saying)) return present.item;
    const when = { now: services.now(), sweepSeconds: services.limits.sweepGraceSeconds };
    const next = judge({ requestId, index, ...prediction }, present?.item, saying, when);
    const outcome = present
      ? await services.requests.replace({ item: next, etag: present.etag })
      : await services.requests.create(next);
    if (outcome === 'conflict' || outcome === 'exists') continue;
    await tryExport(services, next, log);
    return next;
  }
  throw new AppError('unavailable', 'The prediction is being judged by others');
}
