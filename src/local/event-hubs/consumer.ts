import type { AmqpError, ClientReceiver } from './amqp.ts';
import { makeGate, type Wire } from './delivery-gate.ts';
import { runtimeMetric } from './message-encoding.ts';
import { makeOutlet } from './outlet.ts';
import { resolve, type Namespace } from './namespace.ts';
import { claim, type Consumer } from './ownership.ts';
import { amqpError, outOfRange } from './refusal.ts';
import { startPosition } from './start-position.ts';

/**
 * Starts to send events on a link, now and as they come, within the client's credit.
 *
 * @throws Refusal
 */
export function openConsumer(link: ClientReceiver, address: string, namespace: Namespace, wire: Wire): Consumer {
  const { hub, partition, consumerGroup } = resolve(namespace.hubs, address);
  if (!partition || consumerGroup === undefined) throw outOfRange();
  const { log, consumers } = partition;
  const start = startPosition(link.source?.filter, log);
  const epoch = link.properties?.['com.microsoft:epoch'];
  const owner = { group: consumerGroup.toLowerCase(), epoch: epoch === undefined ? undefined : Number(epoch) };
  claim(consumers, owner);

  const wanted = [link.desired_capabilities ?? []].flat();
  const metric = wanted.includes('com.microsoft:enable-receiver-runtime-metric');
  const { faults, clock } = namespace;
  const surroundings = { wire, resume: () => guarded(), close: (error: AmqpError) => consumer.stop(error) };
  const outlet = makeOutlet(link, log, {
    start,
    prefix: metric ? () => runtimeMetric(log.last, clock.now()) : undefined,
    gate: faults && makeGate(faults, `receive ${hub.name}/${partition.id}`, surroundings),
  });
  const consumer: Consumer = {
    ...owner,
    stop(error) {
      consumers.delete(consumer);
      log.listeners.delete(guarded);
      if (error) link.close(error);
    },
  };
  const guarded = () => {
    try {
      if (consumers.has(consumer)) outlet.pump();
    } catch (error) {
      consumer.stop(amqpError(error));
    }
  };
  consumers.add(consumer);
  log.listeners.add(guarded);
  link.on('sendable', guarded);
  link.on('sender_draining', () => {
    guarded();
    outlet.drain();
  });
  return consumer;
}
