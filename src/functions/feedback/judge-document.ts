import type { Correction } from '../../domain/correction.ts';
import type { RunKey } from '../../domain/run-key.ts';
import { correct, type DocumentAnswer } from '../../jobs/correct.ts';
import type { Logger, Services } from '../../ports.ts';
import { untilCommitted } from '../until-committed.ts';
import { corrigible, presentOf, readAlive } from './corrigible.ts';
import { tryExport } from './export-label.ts';
import { isSaid, sayingOf, type Word } from './word.ts';

/** Feedback on a prediction of a document is a correction of it. @throws AppError `not-found`, `invalid`. */
export const judgeDocument = (services: Services, subject: RunKey & { model: string }, word: Word, log: Logger) =>
  judgeAnswer(services, async () => corrigible(services, subject.documentId, subject.model, subject), word, log);

/** The same for what a request from the hub had answered about a document. */
export const judgeStored = (services: Services, prediction: DocumentAnswer, word: Word, log: Logger) =>
  judgeAnswer(
    services,
    async () => {
      const items = await readAlive(services, prediction.documentId);
      return { prediction, present: presentOf(items, prediction, prediction.model) };
    },
    word,
    log,
  );

type Found = { prediction: DocumentAnswer; present: Awaited<ReturnType<typeof corrigible>>['present'] };

async function judgeAnswer(
  services: Services,
  find: () => Promise<Found>,
  word: Word,
  log: Logger,
): Promise<Correction> {
  const { prediction } = await find();
  const saying = await sayingOf(services, prediction, word);
  const { correction, writes } = await untilCommitted(services, prediction.documentId, async () => {
    const { present } = await find();
    if (present && isSaid(present.item, saying)) return { correction: present.item, writes: [] };
    const when = { now: services.now(), sweepSeconds: services.limits.sweepGraceSeconds };
    const next = correct(prediction, present?.item, saying, when);
    return { correction: next, writes: [present ? { replace: next, etag: present.etag } : { create: next }] };
  });
  if (writes.length > 0) await tryExport(services, correction, log);
  return correction;
}
