import type { Call } from '../invoker.ts';

/** What a function gets for an event, or for a batch with `cardinality: 'many'`. */
export function eventGridCall(events: Record<string, unknown>[], isBatch: boolean): Call {
  const [first] = events;
  const reason = `EventGrid trigger fired at ${new Date().toISOString()}`;
  if (isBatch)
    return {
      reason,
      data: { collectionString: { string: events.map((event) => JSON.stringify(event)) } },
      metadata: { data: { json: JSON.stringify(events.map((event) => event['data'])) } },
    };
  return {
    reason,
    data: { json: JSON.stringify(first) },
    metadata: { data: { json: JSON.stringify(first?.['data'] ?? null) } },
  };
}
