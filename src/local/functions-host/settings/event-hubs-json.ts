import { z } from 'zod';
import { TimeSpan } from './time-span-schema.ts';

/** `extensions.eventHubs` of host.json. Source: learn.microsoft.com/azure/azure-functions/functions-bindings-event-hubs, "host.json settings". */
export const EventHubsJson = z
  .looseObject({
    maxEventBatchSize: z.int().min(1).default(100),
    /** Other than 1 is refused, function by function. */
    minEventBatchSize: z.int().min(1).default(1),
    prefetchCount: z.int().min(1).default(300),
    batchCheckpointFrequency: z.int().min(1).default(1),
    initialOffsetOptions: z
      .looseObject({
        type: z
          .string()
          .toLowerCase()
          .pipe(z.enum(['fromstart', 'fromend', 'fromenqueuedtime']))
          .default('fromstart'),
        /** ISO 8601; for `fromEnqueuedTime`. */
        enqueuedTimeUtc: z.string().optional(),
      })
      .prefault({}),
    /** ms. The runtime's is 30 s: ours finds a host that went away sooner. */
    loadBalancingUpdateInterval: TimeSpan.prefault('00:00:05'),
    /** ms. The runtime's is 2 min. */
    partitionOwnershipExpirationInterval: TimeSpan.prefault('00:01:00'),
  })
  .prefault({});
