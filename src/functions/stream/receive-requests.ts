import { AppError } from '../../domain/errors.ts';
import type { Inbox } from '../../domain/inbox.ts';
import type { Stored } from '../../domain/stored.ts';
import { newInbox } from '../../jobs/request.ts';
import type { Logger, Services } from '../../ports.ts';
import { settleAll } from '../settle-all.ts';
import { answerRequest } from './answer-request.ts';
import { readRequest, source, textOf } from './read-request.ts';

const atOnce = 32;

/**
 * Takes a batch of the hub `requests`: each message is written to the inbox first, then those that are new are scored. The hub's
 * checkpoint moves on whatever becomes of them, so from here on the inbox is what is owed: the sweep finishes what breaks off.
 *
 * @throws AppError `unavailable` when a message could not be written; those that could are scored nevertheless. The batch has
 * to come again: a message that comes twice is one request.
 */
export async function receiveRequests(
  services: Services,
  messages: readonly unknown[],
  traceparent: string,
  log: Logger,
): Promise<void> {
  const received: Stored<Inbox>[] = [];
  const written = settleAll(messages, atOnce, async (message) => {
    const stored = await write(services, message, traceparent, log);
    if (stored) received.push(stored);
  });
  const [outcome] = await Promise.allSettled([written]);
  await settleAll(received, atOnce, (stored) => answerRequest(services, stored, log));
  if (outcome.status === 'rejected') throw outcome.reason;
}

/** @returns `undefined` for what came before, and for what makes no sense: that is a dead letter now. */
async function write(
  services: Services,
  message: unknown,
  traceparent: string,
  log: Logger,
): Promise<Stored<Inbox> | undefined> {
  const read = readRequest(message);
  const refuse = async (reason: string) => {
    await services.deadLetters.put(source, textOf(message), reason);
    log.warn({ event: 'request.rejected', error: reason });
  };
  if ('refused' in read) {
    await refuse(read.refused);
    return undefined;
  }
  const { requests, limits, now } = services;
  const inbox = newInbox(read.request, { now: now(), leaseSeconds: limits.leaseSeconds, traceparent });
  const stored = await requests.create(inbox).catch((error: unknown) => {
    if (error instanceof AppError && (error.code === 'invalid' || error.code === 'too-large')) return error;
    throw error;
  });
  if (stored instanceof AppError) {
    await refuse(stored.message); // It would come again for ever, and keep all that is behind it waiting.
    return undefined;
  }
  if (stored !== 'exists') return stored;
  const digest = await requests.readDigest(inbox.requestId);
  if (digest !== undefined && digest !== inbox.digest)
    await refuse('/id: Another message came under this id within the last 7 days');
  return undefined;
}
