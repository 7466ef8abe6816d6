import type { PartitionContext, ReceivedEventData } from '@azure/event-hubs';
import type { Call } from '../invoker.ts';
import type { TypedData } from '../protocol.ts';

/** The runtime says nothing here. */
const reason = '(null)';

interface Shape {
  /** `dataType` of the trigger. */
  isBinary: boolean;
}

/**
 * What a function gets for one event. Names and values of the metadata: azure-sdk-for-net, EventHubTriggerBindingStrategy.cs. Kinder than the
 * runtime: numbers are numbers (there: `{low, high}`), and arrays of a batch stay aligned (there nulls and empty texts fall out).
 */
export function eventCall(event: ReceivedEventData, context: PartitionContext, { isBinary }: Shape): Call {
  const { SequenceNumber, Offset, PartitionKey, EnqueuedTimeUtc } = systemProperties(event);
  return {
    reason,
    details: details([event], context),
    data: isBinary ? { bytes: bytesOf(event) } : { string: bytesOf(event).toString() },
    metadata: {
      PartitionContext: json(partition(context)),
      ...(PartitionKey !== null && { PartitionKey: { string: PartitionKey } }),
      Offset: { string: Offset },
      SequenceNumber: json(SequenceNumber),
      EnqueuedTimeUtc: json(EnqueuedTimeUtc),
      Properties: json(event.properties ?? {}),
      SystemProperties: json(systemProperties(event)),
    },
  };
}

/** What a function gets for a batch: the same, with arrays. */
export function batchCall(events: ReceivedEventData[], context: PartitionContext, { isBinary }: Shape): Call {
  const bodies = events.map(bytesOf);
  const system = events.map(systemProperties);
  return {
    reason,
    details: details(events, context),
    data: isBinary
      ? { collectionBytes: { bytes: bodies } }
      : { collectionString: { string: bodies.map((body) => body.toString()) } },
    metadata: {
      PartitionContext: json(partition(context)),
      PartitionKeyArray: json(system.map(({ PartitionKey }) => PartitionKey)),
      OffsetArray: json(system.map(({ Offset }) => Offset)),
      SequenceNumberArray: json(system.map(({ SequenceNumber }) => SequenceNumber)),
      EnqueuedTimeUtcArray: json(system.map(({ EnqueuedTimeUtc }) => EnqueuedTimeUtc)),
      PropertiesArray: json(events.map(({ properties }) => properties ?? {})),
      SystemPropertiesArray: json(system),
    },
  };
}

/** A body that is not bytes (an AMQP value) as its JSON. */
function bytesOf({ body }: ReceivedEventData): Buffer {
  if (body instanceof Uint8Array) return Buffer.from(body);
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body ?? null));
}

function systemProperties(event: ReceivedEventData) {
  return {
    ...event.systemProperties,
    SequenceNumber: event.sequenceNumber,
    Offset: event.offset,
    PartitionKey: event.partitionKey ?? null,
    EnqueuedTimeUtc: event.enqueuedTimeUtc.toISOString(),
  };
}

function partition({ fullyQualifiedNamespace, eventHubName, consumerGroup, partitionId }: PartitionContext) {
  return {
    FullyQualifiedNamespace: fullyQualifiedNamespace,
    EventHubName: eventHubName,
    ConsumerGroup: consumerGroup,
    PartitionId: partitionId,
  };
}

/** As the runtime's console has it. Source: azure-sdk-for-net, EventHubTriggerInput.GetTriggerDetails. */
function details(events: ReceivedEventData[], { partitionId }: PartitionContext): string {
  const span = (of: (event: ReceivedEventData) => string | number) => {
    const [first, last] = [events[0], events.at(-1)];
    return first && last ? `${of(first)}-${of(last)}` : '';
  };
  return [
    `PartitionId: ${partitionId}`,
    `Offset: ${span(({ offset }) => offset)}`,
    `EnqueueTimeUtc: ${span(({ enqueuedTimeUtc }) => enqueuedTimeUtc.toISOString())}`,
    `SequenceNumber: ${span(({ sequenceNumber }) => sequenceNumber)}`,
    `Count: ${events.length}`,
  ].join(', ');
}

const json = (value: unknown): TypedData => ({ json: JSON.stringify(value) });
