import type { ClientSender, Transfer } from './amqp.ts';
import { eventsOf, partitionKeyOf } from './message-encoding.ts';
import { MAX_MESSAGE_SIZE, resolve, type Entity, type Namespace } from './namespace.ts';
import { amqpError, Refusal, unsupported } from './refusal.ts';
import type { Lane } from './troubles.ts';

/**
 * Opens a link on which a client sends to a hub or to one partition.
 *
 * @returns what to do with each transfer: store it, then accept it; or reject it.
 * @throws Refusal
 */
export function openProducer(
  link: ClientSender,
  address: string,
  { hubs, signals }: Namespace,
  lane: Lane,
): (transfer: Transfer) => void {
  const entity = resolve(hubs, address);
  if (entity.consumerGroup !== undefined) throw new Refusal('amqp:not-allowed', 'A consumer group takes no events.');
  if ([link.desired_capabilities ?? []].flat().includes('com.microsoft:idempotent-producer'))
    throw unsupported('The idempotent producer');
  const { hub, partition } = entity;
  const operation = `send ${hub.name}/${partition?.id ?? '-'}`;
  return (transfer) => {
    lane(operation, () => store(transfer, entity, signals)).then(
      () => transfer.delivery.accept(),
      (error: unknown) => transfer.delivery.reject(amqpError(error)),
    );
  };
}

async function store(
  { message, format }: Transfer,
  { hub, partition }: Entity,
  signals: Namespace['signals'],
): Promise<void> {
  if (message.length > MAX_MESSAGE_SIZE) {
    const limits = `(size:${message.length} bytes) exceeds the limit (${MAX_MESSAGE_SIZE} bytes) currently allowed on the link.`;
    throw new Refusal('amqp:link:message-size-exceeded', `The received message ${limits}`);
  }
  const partitionKey = partitionKeyOf(message);
  if (partition && partitionKey !== undefined) {
    throw new Refusal('com.microsoft:argument-error', 'A partition key cannot be used on a partition sender.');
  }
  await (partition ?? hub.partitionFor(partitionKey)).log.append(eventsOf(message, format ?? 0), partitionKey);
  signals?.emit(`hub:${hub.name}`);
}
