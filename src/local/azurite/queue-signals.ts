import type { Signals } from '../service.ts';
import type { LokiDocument } from './azurite-modules.ts';

/** A queue message in Azurite's metadata. */
export interface MessageDocument extends LokiDocument {
  queueName: string;
  messageId: string;
  /** Milliseconds since 1970, or the date while Azurite is at work on it. */
  timeNextVisible: number | Date;
}

/**
 * Says `queue:<name>` whenever a message of that queue can be fetched: at once, or when its visibility time is over, be it new, put
 * back, or left behind by a consumer that died.
 */
export interface QueueSignals {
  stored(message: MessageDocument): void;
  removed(message: MessageDocument): void;
  stop(): void;
}

/** Timers may fire a millisecond early; the message must be visible when the signal comes. */
const GRACE_MS = 2;

export function queueSignals(signals: Signals | undefined): QueueSignals {
  const timers = new Map<string, NodeJS.Timeout>();
  const ready = new Set<string>();
  const forget = (messageId: string) => {
    clearTimeout(timers.get(messageId));
    timers.delete(messageId);
  };
  const tellSoon = (queue: string) => {
    if (ready.size === 0)
      setImmediate(() => {
        const queues = [...ready];
        ready.clear();
        for (const name of queues) signals?.emit(`queue:${name}`);
      });
    ready.add(queue);
  };
  return {
    stored({ messageId, queueName, timeNextVisible }) {
      forget(messageId);
      const waitMs = Number(timeNextVisible) - Date.now();
      if (waitMs <= 0) {
        tellSoon(queueName);
        return;
      }
      const timer = setTimeout(() => {
        timers.delete(messageId);
        tellSoon(queueName);
      }, waitMs + GRACE_MS);
      timers.set(messageId, timer.unref());
    },
    removed: ({ messageId }) => forget(messageId),
    stop() {
      for (const messageId of [...timers.keys()]) forget(messageId);
    },
  };
}
