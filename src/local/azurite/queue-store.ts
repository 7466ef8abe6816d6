import type { LokiStore } from './azurite-modules.ts';

/** A message on its way into Azurite's queue metadata. */
export interface QueueMessage {
  readonly accountName: string;
  readonly queueName: string;
  readonly messageId: string;
  readonly timeNextVisible: Date;
  popReceipt: string;
}

/** What we use of Azurite's queue metadata; `rest` is a context that is handed on. */
export interface QueueStore extends LokiStore {
  insertMessage(message: QueueMessage, ...rest: unknown[]): Promise<void>;
  /** Changes when a message is visible next, and its receipt. Rejects when `popReceipt` is not the message's. */
  updateMessage(message: QueueMessage, popReceipt: string, ...rest: unknown[]): Promise<void>;
  /** Takes up to `count` messages that are visible at `asOf`, and hides them until `timeNextVisible`. */
  getMessages(
    account: string,
    queue: string,
    timeNextVisible: Date,
    popReceipt: string,
    count: number | undefined,
    asOf: Date,
    ...rest: unknown[]
  ): Promise<unknown>;
  peekMessages(
    account: string,
    queue: string,
    count: number | undefined,
    asOf: Date,
    ...rest: unknown[]
  ): Promise<unknown>;
}
