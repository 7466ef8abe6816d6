import {
  ChangeFeedStartFrom,
  type ChangeFeedPullModelIterator,
  type Container,
  type ItemDefinition,
} from '@azure/cosmos';
import { optional } from '../bindings/binding.ts';
import type { Binding } from '../protocol.ts';

/** Where to read a change feed from. */
export type Position = 'beginning' | 'now' | { time: Date } | { continuation: string };

/**
 * Where a function begins whose lease says nothing yet.
 *
 * @throws Error that quotes a `startFromTime` that is not a date, or that names both ways to begin.
 */
export function firstPosition(trigger: Binding): Position {
  const time = optional(trigger, 'startFromTime');
  const fromBeginning = trigger['startFromBeginning'] === true;
  if (time === undefined) return fromBeginning ? 'beginning' : 'now';
  if (fromBeginning) throw new Error(`'startFromBeginning' and 'startFromTime' cannot be given both`);
  if (Number.isNaN(Date.parse(time))) throw new Error(`The startFromTime '${time}' is not a date`);
  return { time: new Date(time) };
}

/** @param maxItems 0: as many as the service gives. */
export function openIterator(
  container: Container,
  position: Position,
  maxItems: number,
): ChangeFeedPullModelIterator<ItemDefinition> {
  return container.items.getChangeFeedIterator({
    changeFeedStartFrom: startFrom(position),
    ...(maxItems > 0 && { maxItemCount: maxItems }),
  });
}

function startFrom(position: Position): ChangeFeedStartFrom {
  /* eslint-disable @typescript-eslint/no-unsafe-class-instance-assignment -- the SDK's own factories */
  if (position === 'beginning') return ChangeFeedStartFrom.Beginning();
  if (position === 'now') return ChangeFeedStartFrom.Now();
  if ('time' in position) return ChangeFeedStartFrom.Time(position.time);
  return ChangeFeedStartFrom.Continuation(position.continuation);
  /* eslint-enable @typescript-eslint/no-unsafe-class-instance-assignment */
}
