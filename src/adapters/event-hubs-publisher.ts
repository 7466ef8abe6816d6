import type { EventHubProducerClient } from '@azure/event-hubs';
import { AppError } from '../domain/errors.ts';
import type { EventPublisher } from '../ports.ts';

/** The hub `predictions`: one partition key per document, or request, keeps its events in order. */
export function eventHubsPublisher(client: EventHubProducerClient): EventPublisher {
  return {
    async publish(event) {
      const body = JSON.parse(JSON.stringify(event)) as object;
      try {
        const batch = await client.createBatch({ partitionKey: event.subject });
        if (
          !batch.tryAdd({
            body,
            contentType: 'application/cloudevents+json',
            properties: { traceparent: event.traceparent },
          })
        ) {
          throw new AppError(
            'too-large',
            `The event is larger than the hub takes (${String(batch.maxSizeInBytes)} bytes)`,
          );
        }
        await client.sendBatch(batch);
      } catch (error) {
        if (error instanceof AppError) throw error;
        throw new AppError('unavailable', 'Event Hubs cannot be reached', { cause: error });
      }
    },
  };
}
