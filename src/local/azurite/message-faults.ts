import { randomUUID } from 'node:crypto';
import type { Trouble } from '../faults/fault.ts';
import type { Faults } from '../faults/faults.ts';
import type { QueueMessage, QueueStore } from './queue-store.ts';

/** How long a message that is to be overtaken waits when none follows, in ms. */
const REORDER_MS = 30_000;

const KINDS: readonly Trouble['kind'][] = ['duplicate', 'late', 'reorder'];

/**
 * Faults of messages as they are put (operation `message <queue>`): `duplicate`, a second copy with an id of its own; `late`, visible
 * so much later; `reorder`, hidden until the next message of that queue was put, or for 30 s. The sender notices nothing.
 */
export function disturbMessages(store: QueueStore, faults: Faults): void {
  const insert = store.insertMessage.bind(store);
  const behind = new Map<string, QueueMessage>();
  const hide = (message: QueueMessage, ms: number) => ({
    ...message,
    timeNextVisible: new Date(message.timeNextVisible.getTime() + ms),
  });

  store.insertMessage = async (message, ...rest) => {
    const overtaken = behind.get(message.queueName);
    behind.delete(message.queueName);
    const trouble = meet(faults, message.queueName);
    if (trouble === undefined) await insert(message, ...rest);
    else if (trouble.kind === 'late') await insert(hide(message, trouble.ms), ...rest);
    else if (trouble.kind === 'duplicate') {
      await insert(message, ...rest);
      await insert({ ...message, messageId: randomUUID() }, ...rest);
    } else if (trouble.kind === 'reorder') {
      await insert(hide(message, REORDER_MS), ...rest);
      behind.set(message.queueName, message);
    } else throw new Error(`FaultNotSupported: message ${message.queueName} cannot meet '${trouble.kind}'`);
    // Gone, or taken by somebody: then there is nothing left to overtake.
    if (overtaken) await store.updateMessage(overtaken, overtaken.popReceipt, ...rest).catch(() => undefined);
  };
}

/** Faults of requests, which a message may match too, are not counted here. */
function meet(faults: Faults, queue: string): Trouble | undefined {
  const isOurs = faults.inForce().some(({ service, trouble }) => service === 'queue' && KINDS.includes(trouble.kind));
  return isOurs ? faults.meet('queue', `message ${queue}`) : undefined;
}
