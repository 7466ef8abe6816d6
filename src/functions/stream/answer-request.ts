import { AppError } from '../../domain/errors.ts';
import type { Inbox } from '../../domain/inbox.ts';
import type { Reason } from '../../domain/job.ts';
import type { Stored } from '../../domain/stored.ts';
import { failRequest } from '../../jobs/fail-request.ts';
import { buryRequest, scoreRequest } from '../../jobs/request.ts';
import type { Logger, Services } from '../../ports.ts';
import { source } from './read-request.ts';
import { reasonOf } from './reason-of.ts';
import { scoreMessage } from './score-message.ts';

/**
 * Scores a request that the caller has claimed, and commits the answer with the event that is owed, or what its failure leads to.
 * Never throws: what cannot be committed now is due again when the claim runs out.
 */
export async function answerRequest(services: Services, claimed: Stored<Inbox>, log: Logger): Promise<void> {
  const { requestId, message } = claimed.item;
  if (!message) return;
  try {
    const answer = await scoreMessage(services, message, log);
    const outcome = await services.requests.commit(requestId, scoreRequest(claimed, answer, services.now()));
    log.info({ event: 'request.scored', requestId, predictions: answer.predictions.length, outcome });
  } catch (error) {
    await settle(services, claimed, error, log).catch((away: unknown) => {
      log.warn({ event: 'request.not-settled', requestId, error: String(away) });
    });
  }
}

async function settle(services: Services, claimed: Stored<Inbox>, error: unknown, log: Logger): Promise<void> {
  const { requestId, attempts } = claimed.item;
  const reason = toReason(error);
  const rules = { maxAttempts: services.limits.maxAttempts, random: services.random() };
  const decided = failRequest(claimed, reason, services.now(), rules);
  const fields = { requestId, attempt: attempts, code: reason.code, error: reason.message };
  if (decided.do === 'bury') await bury(services, claimed, reason);
  else await services.requests.commit(requestId, decided.writes);
  if (reason.code !== 'failed') log.warn({ event: 'request.failed', ...fields, outcome: decided.do });
  else log.error({ event: 'request.failed', ...fields, outcome: decided.do, stack: stackOf(error) });
}

/** The letter goes first: when this is cut off in between, the same letter is put once more, and kept once. */
export async function bury(services: Services, { item, etag }: Stored<Inbox>, reason: Reason): Promise<void> {
  await services.deadLetters.put(source, JSON.stringify(item.message), reason.message);
  await services.requests.commit(item.requestId, buryRequest({ item, etag }, reason, services.now()));
}

function toReason(error: unknown): Reason {
  if (error instanceof AppError)
    return { code: error.code, message: reasonOf(error.message, error.errors), next: error.next };
  return { code: 'failed', message: error instanceof Error ? error.message : String(error) };
}

const stackOf = (error: unknown) => (error instanceof Error ? error.stack : undefined);
