import type { AmqpError } from './amqp.ts';

/** Troubles that the service can have, made on purpose. */
export interface Faults {
  /** The next `count` sends are rejected with the error; nothing of them is stored. */
  rejectSends(count: number, error: AmqpError): void;
  /** Closes every link on which a client receives; clients attach again. */
  detachReceivers(error: AmqpError): void;
  /** Resets every socket. */
  dropConnections(): void;
  /** @returns the error for this send, if one is due. */
  nextSend(): AmqpError | undefined;
}

export const serverBusy: AmqpError = {
  condition: 'com.microsoft:server-busy',
  description: 'The request was terminated because the entity is being throttled.',
};

export const detachForced: AmqpError = {
  condition: 'amqp:link:detach-forced',
  description: 'The link is force detached by the broker.',
};

export function makeFaults(server: Pick<Faults, 'detachReceivers' | 'dropConnections'>): Faults {
  let due: AmqpError[] = [];
  return {
    ...server,
    rejectSends(count, error) {
      due = Array.from({ length: count }, () => error);
    },
    nextSend: () => due.shift(),
  };
}
