import { earliestEventPosition, EventHubConsumerClient } from '@azure/event-hubs';
import type { Arrived } from '../e2e/hub.ts';

/** Everything that was ever sent to the hub `predictions`, partition by partition. */
export async function readHub(connectionString: string): Promise<Arrived[]> {
  const client = new EventHubConsumerClient('$Default', connectionString, 'predictions');
  try {
    const partitions = await client.getPartitionIds();
    const events = await Promise.all(partitions.map((partition) => readPartition(client, partition)));
    return events.flat();
  } finally {
    await client.close();
  }
}

async function readPartition(client: EventHubConsumerClient, partition: string): Promise<Arrived[]> {
  const { isEmpty, lastEnqueuedSequenceNumber } = await client.getPartitionProperties(partition);
  if (isEmpty) return [];
  const events: Arrived[] = [];
  const { promise: done, resolve, reject } = Promise.withResolvers<undefined>();
  const subscription = client.subscribe(
    partition,
    {
      processEvents: (batch) => {
        for (const { body, sequenceNumber } of batch) {
          events.push(body as Arrived);
          if (sequenceNumber >= lastEnqueuedSequenceNumber) resolve(undefined);
        }
        return Promise.resolve(undefined);
      },
      processError: (error) => {
        reject(error);
        return Promise.resolve(undefined);
      },
    },
    { startPosition: earliestEventPosition, maxWaitTimeInSeconds: 1 },
  );
  await done;
  await subscription.close();
  return events;
}
