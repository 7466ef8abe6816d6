import type { Clock } from '../clock.ts';
import type { QueueStore } from './queue-store.ts';

/** Two readings of one clock may differ by so much, in ms. */
const SAME_MS = 5;

/** Lets messages become visible by a clock that may be ahead of the system's; Azurite itself knows only the system's. */
export function runByClock(store: QueueStore, clock: Clock): void {
  const byClock = (time: Date): Date => {
    const aheadMs = clock.now() - Date.now();
    return aheadMs < SAME_MS ? time : new Date(time.getTime() + aheadMs);
  };
  const insert = store.insertMessage.bind(store);
  store.insertMessage = (message, ...rest) =>
    insert({ ...message, timeNextVisible: byClock(message.timeNextVisible) }, ...rest);
  const update = store.updateMessage.bind(store);
  store.updateMessage = (message, ...rest) =>
    update({ ...message, timeNextVisible: byClock(message.timeNextVisible) }, ...rest);
  const get = store.getMessages.bind(store);
  store.getMessages = (account, queue, timeNextVisible, popReceipt, count, asOf, ...rest) =>
    get(account, queue, byClock(timeNextVisible), popReceipt, count, byClock(asOf), ...rest);
  const peek = store.peekMessages.bind(store);
  store.peekMessages = (account, queue, count, asOf, ...rest) => peek(account, queue, count, byClock(asOf), ...rest);
}
