import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { HostedFunction } from '../functions.ts';
import type { Invoker } from '../invoker.ts';
import { end, endJson } from './answers.ts';
import { eventGridCall } from '../triggers/event-grid.ts';

/**
 * `/runtime/webhooks/eventgrid?functionName=NAME`: 202 delivered, 500 a function failed (the whole batch counts as failed), 404 no
 * such function, 400 not understood, 200 the handshake. Source: azure-sdk-for-net, WebJobs.Extensions.EventGrid.
 */
export async function eventGridWebhook(
  request: IncomingMessage,
  response: ServerResponse,
  query: URLSearchParams,
  functions: readonly HostedFunction[],
  invoker: Invoker,
): Promise<unknown> {
  const name = query.get('functionName') ?? '';
  const one = functions.find((candidate) => isTarget(candidate, name));
  if (!one) return end(response, 404, `cannot find function: '${name}'`);
  const kind = String(request.headers['aeg-event-type'] ?? '').toLowerCase();
  if (kind === 'unsubscribe') return end(response, 202);
  const events = parseEvents(await text(request));
  if (!events || !['notification', 'subscriptionvalidation'].includes(kind)) return end(response, 400);
  if (kind === 'subscriptionvalidation') {
    const validationResponse = validationCode(events[0]);
    if (validationResponse === undefined) return end(response, 400);
    return endJson(response, { validationResponse });
  }
  const isBatch = one.trigger['cardinality'] === 'many';
  const calls = isBatch ? [eventGridCall(events, true)] : events.map((event) => eventGridCall([event], false));
  const results = await Promise.all(calls.map((call) => invoker.invoke(one, call)));
  const failed = results.find(({ status }) => status === 'failure');
  return failed ? end(response, 500, failed.exception?.message) : end(response, 202);
}

function isTarget(one: HostedFunction, name: string): boolean {
  if (one.trigger.type !== 'eventGridTrigger' || one.error !== undefined || one.disabled) return false;
  return one.name.toLowerCase() === name.toLowerCase();
}

/** One event or several, in either schema. */
function parseEvents(body: string): Record<string, unknown>[] | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    const events = Array.isArray(parsed) ? (parsed as unknown[]) : [parsed];
    return events.every(isObject) ? events : undefined;
  } catch {
    return undefined;
  }
}

function validationCode(event: Record<string, unknown> | undefined): unknown {
  const details: unknown = typeof event?.['data'] === 'string' ? parseEvents(event['data'])?.[0] : event?.['data'];
  return isObject(details) ? details['validationCode'] : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
