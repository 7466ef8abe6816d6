import type { AmqpError } from './amqp.ts';
import { amqpError, Refusal } from './refusal.ts';

/** A link on which a client receives one partition's events. */
export interface Consumer {
  /** Lower case. */
  readonly group: string;
  /** The receiver's epoch (`ownerLevel`), if it has one. */
  readonly epoch: number | undefined;
  /** Sends nothing more; with an error, also closes the link. */
  stop(error?: AmqpError): void;
}

/** Receivers without epoch that one partition has at most in one group. Source: learn.microsoft.com/azure/event-hubs/event-hubs-quotas */
const MAX_RECEIVERS = 5;

/**
 * Makes room for a receiver, by the service's rules: the highest epoch owns the partition within its group, the newer of two equal ones wins,
 * and who has none cannot stay beside one.
 *
 * @throws Refusal when the newcomer has to stay out.
 */
export function claim(consumers: ReadonlySet<Consumer>, { group, epoch }: Pick<Consumer, 'group' | 'epoch'>): void {
  if (epoch !== undefined && !(Number.isSafeInteger(epoch) && epoch >= 0))
    throw new Refusal('com.microsoft:argument-error', `The epoch '${epoch}' is invalid.`);
  const peers = [...consumers].filter((consumer) => consumer.group === group);
  const highest = Math.max(-1, ...peers.map((peer) => peer.epoch ?? -1));
  if (epoch === undefined) {
    if (highest >= 0)
      throw stolen(
        `At least one receiver for the endpoint is created with epoch of '${highest}', and so non-epoch receiver is not allowed.`,
      );
    if (peers.length >= MAX_RECEIVERS) {
      throw new Refusal(
        'amqp:resource-limit-exceeded',
        `Exceeded the maximum number of allowed receivers per partition in a consumer group which is ${MAX_RECEIVERS}.`,
      );
    }
    return;
  }
  if (epoch < highest) throw stolen(`Receiver with a higher epoch '${highest}' already exists.`);
  for (const peer of peers) {
    const reason = `New receiver with higher epoch of '${epoch}' is created hence current receiver with epoch '${peer.epoch ?? ''}' is getting disconnected.`;
    peer.stop(amqpError(stolen(reason)));
  }
}

const stolen = (description: string) => new Refusal('amqp:link:stolen', description);
