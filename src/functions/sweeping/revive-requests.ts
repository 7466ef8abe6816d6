import type { Inbox } from '../../domain/inbox.ts';
import type { Stored } from '../../domain/stored.ts';
import { isUsedUp } from '../../jobs/fail-request.ts';
import { claimRequest } from '../../jobs/request.ts';
import type { Logger, Services } from '../../ports.ts';
import { settleAll } from '../settle-all.ts';
import { answerRequest, bury } from '../stream/answer-request.ts';

/** How many are looked at together, and how often one sweep does so: the next one goes on where it stopped. */
const batch = 200;
const rounds = 25;

const atOnce = 8;

/**
 * Requests of the hub that wait for another try, and those whose worker never came back. The latter go one by one: what kills its
 * worker uses up its own attempts, not its neighbours'.
 */
export async function reviveRequests(services: Services, log: Logger): Promise<void> {
  const now = services.now();
  for (let round = 0; round < rounds; round++) {
    const due = await services.requests.listDue(now, batch);
    const [lost, waiting] = [due.filter(isLost), due.filter((stored) => !isLost(stored))];
    await settleAll(waiting, atOnce, (stored) => take(services, stored, log));
    await settleAll(lost, 1, (stored) => take(services, stored, log));
    if (due.length < batch) return;
  }
}

const isLost = ({ item }: Stored<Inbox>) => item.state === 'running';

async function take(services: Services, due: Stored<Inbox>, log: Logger): Promise<void> {
  const { requestId, attempts } = due.item;
  if (isUsedUp(due.item, services.limits.maxAttempts)) {
    const message = `The worker died ${String(attempts)} times with this request`;
    await bury(services, due, { code: 'crashed', message });
    log.error({ event: 'request.crashed', requestId, attempts });
    return;
  }
  const { requests, limits, now } = services;
  const claimed = await requests.replace({ ...due, item: claimRequest(due.item, now(), limits.leaseSeconds) });
  if (claimed === 'conflict') return;
  log.warn({ event: 'request.revived', requestId, attempt: claimed.item.attempts });
  await answerRequest(services, claimed, log);
}
