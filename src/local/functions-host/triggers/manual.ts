import type { HostedFunction } from '../functions.ts';
import type { Call } from '../invoker.ts';
import { eventGridCall } from './event-grid.ts';
import { timerInput } from './timer-input.ts';

const reason = 'This function was programmatically called via the host APIs.';

/**
 * A call through the admin API. `input` is what the trigger would carry, as text or as a JSON value.
 *
 * @returns undefined for HTTP functions: call their URL.
 */
export function manualCall(one: HostedFunction, input: unknown): Call | undefined {
  const text = typeof input === 'string' ? input : JSON.stringify(input);
  switch (one.trigger.type) {
    case 'queueTrigger':
      return { reason, data: { string: text } };
    case 'cosmosDBTrigger':
      return { reason, data: { string: text } };
    case 'eventHubTrigger':
      return { reason, data: isBatch(one) ? { collectionString: { string: [text] } } : { string: text } };
    case 'timerTrigger':
      return { reason, data: { json: JSON.stringify(timerInput(undefined, false)) } };
    case 'eventGridTrigger': {
      const event = (typeof input === 'string' ? parsed(input) : input) as Record<string, unknown>;
      return { ...eventGridCall([event], false), reason };
    }
    default:
      return undefined;
  }
}

function isBatch({ trigger }: HostedFunction): boolean {
  return String(trigger['cardinality']).toLowerCase() === 'many';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { data: text };
  }
}
