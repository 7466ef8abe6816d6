import type { PartitionLog } from './log.ts';
import type { Position } from './message-encoding.ts';
import { Refusal, unsupported } from './refusal.ts';

const SELECTOR = 'apache.org:selector-filter:string';
const FORM = /^amqp\.annotation\.x-opt-(offset|sequence-number|enqueued-time)\s*(>=?)\s*'?(-?\d+|@latest)'?$/;

/**
 * Where a receiver starts, from the filters of its source. Without one: at the first event kept.
 *
 * @returns the sequence number of the first event to send; it may be the next one to come.
 * @throws Refusal for a position behind the last event, as the service does, and for any other filter.
 */
export function startPosition(filters: Record<string, unknown> | null | undefined, log: PartitionLog): number {
  for (const name of Object.keys(filters ?? {})) if (name !== SELECTOR) throw unsupported(`The filter '${name}'`);
  const filter = filters?.[SELECTOR];
  if (filter === undefined) return log.find(() => true);
  const selector = selectorOf(filter);
  const [, field, operator, value = ''] = FORM.exec(selector) ?? [];
  if (field === undefined) throw unsupported(`The selector "${selector}"`);
  if (value === '@latest') return log.nextSequenceNumber;
  const start = Number(value);
  const at = fieldOf(field);
  if (field !== 'enqueued-time' && start > at(log.last)) {
    const name = field === 'offset' ? 'offset' : 'sequence number';
    throw new Refusal(
      'com.microsoft:argument-error',
      `The supplied ${name} '${value}' is invalid. The last ${name} in the system is '${at(log.last)}'`,
    );
  }
  return log.find((position) => (operator === '>' ? at(position) > start : at(position) >= start));
}

function fieldOf(field: string): (position: Position) => number {
  if (field === 'offset') return ({ offset }) => offset;
  if (field === 'sequence-number') return ({ sequenceNumber }) => sequenceNumber;
  return ({ time }) => time;
}

/** The SDK sends a described string; other clients may send the string alone. */
function selectorOf(filter: unknown): string {
  const value = typeof filter === 'object' && filter !== null && 'value' in filter ? filter.value : filter;
  if (typeof value !== 'string') throw unsupported('A selector that is no string');
  return value;
}
