import type { Clock } from '../clock.ts';
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

export function queueSignals(signals: Signals | undefined, clock: Clock): QueueSignals {
  const timers = new Map<string, () => void>();
  const ready = new Set<string>();
  const forget = (messageId: string) => {
    timers.get(messageId)?.();
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
      const visibleAt = Number(timeNextVisible);
      if (visibleAt <= clock.now()) {
        tellSoon(queueName);
        return;
      }
      const cancel = clock.at(visibleAt + GRACE_MS, () => {
        timers.delete(messageId);
        tellSoon(queueName);
      });
      timers.set(messageId, cancel);
    },
    removed: ({ messageId }) => forget(messageId),
    stop() {
      for (const messageId of [...timers.keys()]) forget(messageId);
    },
  };
}
