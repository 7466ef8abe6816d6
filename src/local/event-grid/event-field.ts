import type { TopicEvent } from './cloud-event.ts';

/**
 * What an event has at a path such as `subject` or `data.order.total`. Letter case matters in `data` only: ARM writes the other
 * names both ways (`Subject`, `ID`). Source: learn.microsoft.com/azure/event-grid/event-filtering
 *
 * @returns `undefined` when there is no such field.
 */
export function fieldOf(event: TopicEvent, path: string): unknown {
  const [first = '', ...rest] = path.split('.');
  const name = Object.keys(event).find((key) => key.toLowerCase() === first.toLowerCase());
  let found: unknown = name === undefined ? undefined : (event as Record<string, unknown>)[name];
  for (const part of rest) found = isObject(found) ? found[part] : undefined;
  return found;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
