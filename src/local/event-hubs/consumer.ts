import type { ClientReceiver } from './amqp.ts';
import type { Partition } from './hub.ts';
import { runtimeMetric } from './message-encoding.ts';
import { resolve, type Namespace } from './namespace.ts';
import { claim, type Consumer } from './ownership.ts';
import { amqpError, outOfRange } from './refusal.ts';
import { startPosition } from './start-position.ts';

/**
 * Starts to send events on a link, now and as they come, within the client's credit.
 *
 * @throws Refusal
 */
export function openConsumer(link: ClientReceiver, address: string, namespace: Namespace): Consumer {
  const { partition, consumerGroup } = resolve(namespace.hubs, address);
  if (!partition || consumerGroup === undefined) throw outOfRange();
  const wanted = [link.desired_capabilities ?? []].flat();
  const metric = wanted.includes('com.microsoft:enable-receiver-runtime-metric');
  const start = startPosition(link.source?.filter, partition.log);
  const epoch = link.properties?.['com.microsoft:epoch'];
  const owner = { group: consumerGroup.toLowerCase(), epoch: epoch === undefined ? undefined : Number(epoch) };
  claim(partition.consumers, owner);

  const outlet = makeOutlet(link, partition, start, metric ? namespace.now : undefined);
  const consumer: Consumer = {
    ...owner,
    stop(error) {
      partition.consumers.delete(consumer);
      partition.log.listeners.delete(guarded);
      if (error) link.close(error);
    },
  };
  const guarded = () => {
    try {
      if (partition.consumers.has(consumer)) outlet.pump();
    } catch (error) {
      consumer.stop(amqpError(error));
    }
  };
  partition.consumers.add(consumer);
  partition.log.listeners.add(guarded);
  link.on('sendable', guarded);
  link.on('sender_draining', () => {
    guarded();
    outlet.drain();
  });
  return consumer;
}

interface Outlet {
  /** Sends what there is while the client has credit and its session room. */
  pump(): void;
  /** Gives the credit back that nothing is there for. */
  drain(): void;
}

/** @param metricNow the clock, when the client wants the partition's end with each event. */
function makeOutlet(link: ClientReceiver, { log }: Partition, start: number, metricNow?: () => number): Outlet {
  let next = start;
  let ready: Buffer[] = [];
  let sent = 0;
  let drained = 0;
  // rhea counts a delivery against the credit when it leaves; what waits inside rhea must count too.
  const credit = () => link.credit - (sent + drained - link.delivery_count);
  const takeEvent = () => {
    if (ready.length === 0) {
      const { sequenceNumber, events } = log.read(next);
      next = sequenceNumber;
      ready = events.reverse();
    }
    return ready.pop();
  };
  return {
    pump() {
      while (link.sendable() && credit() > 0) {
        const event = takeEvent();
        if (!event) return;
        link.send(metricNow ? Buffer.concat([runtimeMetric(log.last, metricNow()), event]) : event, undefined, 0);
        next++;
        sent++;
      }
    },
    drain() {
      drained += Math.max(0, credit());
      link.set_drained(true);
    },
  };
}
