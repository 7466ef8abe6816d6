import { setTimeout as delay } from 'node:timers/promises';
import type { Trouble } from '../faults/fault.ts';
import type { Faults } from '../faults/faults.ts';
import { Refusal, unsupported } from './refusal.ts';

/** Does one operation of a link, with the trouble that it meets. @throws Refusal for what the trouble makes of it. */
export type Lane = <T>(operation: string, work: () => Promise<T>) => Promise<T>;

/**
 * The operations of one link: `send <hub>/<partition|->`, `management` or `cbs`. A delayed one holds up those behind it: a link keeps its order.
 *
 * `duplicate` stores a batch twice, as when a producer repeats a send whose acknowledgement was lost: the duplicates that
 * Event Hubs has (learn.microsoft.com/azure/event-hubs/event-hubs-features, "at least once").
 *
 * @param reset resets the client's connection.
 */
export function makeLane(faults: Faults | undefined, reset: () => void): Lane {
  let gate: Promise<unknown> | undefined;
  const after = <T>(ms: number, work: () => Promise<T>): Promise<T> => {
    if (ms === 0 && !gate) return work();
    const own = Promise.all([gate, delay(ms)]);
    gate = own;
    const done = own.then(work);
    void own.then(() => {
      if (gate === own) gate = undefined;
    });
    return done;
  };
  const lost = () => {
    reset();
    return Promise.reject(new Refusal('amqp:connection:forced', 'The connection was reset by a fault.'));
  };
  return (operation, work) => {
    const trouble = faults?.meet('event-hubs', operation);
    switch (trouble?.kind) {
      case undefined:
        return after(0, work);
      case 'latency':
        return after(trouble.ms, work);
      case 'down':
        return lost();
      case 'drop':
        return after(0, trouble.when === 'before' ? lost : () => work().then(lost));
      case 'duplicate':
        if (operation.startsWith('send ')) return after(0, () => work().then(work));
        return after(0, () => Promise.reject(refusalOf(trouble, operation)));
      case 'error':
      case 'late':
      case 'reorder':
        return after(0, () => Promise.reject(refusalOf(trouble, operation)));
      default:
        return trouble satisfies undefined;
    }
  };
}

/** Conditions for HTTP's codes. Source: ConditionStatusMapper of @azure/core-amqp. */
const conditions: Record<number, string> = {
  400: 'com.microsoft:argument-error',
  401: 'amqp:unauthorized-access',
  403: 'amqp:resource-limit-exceeded',
  404: 'amqp:not-found',
  408: 'com.microsoft:timeout',
  429: 'com.microsoft:server-busy',
  500: 'amqp:internal-error',
  501: 'amqp:not-implemented',
  503: 'com.microsoft:server-busy',
};

/** What the SDK looks for, or people know. */
const descriptions: Record<string, string> = {
  'amqp:not-found': 'The messaging entity of this operation could not be found: a fault was asked for.',
  'com.microsoft:server-busy': 'The request was terminated because the entity is being throttled.',
};

/**
 * What a client hears of a trouble: an `error` by its `code` as the condition, or by the condition that goes with its status; a kind that the
 * operation cannot have (a partition keeps its order, for example) by name. AMQP tells a time to wait in words only.
 */
export function refusalOf(trouble: Trouble, operation: string): Refusal {
  if (trouble.kind !== 'error') return unsupported(`The fault '${trouble.kind}' of '${operation}'`);
  const { status, code, retryAfterMs } = trouble;
  const condition = code ?? conditions[status];
  if (condition === undefined) return unsupported(`A fault with status ${status} and without code`);
  const wait = retryAfterMs === undefined ? '' : ` Please wait ${retryAfterMs / 1000} seconds and try again.`;
  return new Refusal(
    condition,
    (descriptions[condition] ?? 'This fault was asked for at the control endpoint.') + wait,
  );
}
