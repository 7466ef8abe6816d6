import { describe, expect, it } from 'vitest';
import { writes } from './committing-operations.ts';
import type { Operation } from './operation.ts';
import { others } from './other-operations.ts';
import { azuriteForEachTest } from './running-azurite.ts';

const running = azuriteForEachTest();

async function eventsOf({ before, act }: Omit<Operation, 'events'>): Promise<string[]> {
  const container = await running.container();
  await before?.(container);
  running.events.length = 0;
  await act(container);
  return running.events.map(
    ({ eventType, subject, data }) => `${eventType.split('.')[2] ?? ''} ${data.api} ${subject.split('/').at(-1) ?? ''}`,
  );
}

describe('exactly one event comes of', () => {
  it.each(writes)('$name', async (operation) => {
    expect(await eventsOf(operation)).toEqual(operation.events);
  });
});

describe('no event comes of', () => {
  it.each(others)('$name', async (operation) => {
    expect(await eventsOf(operation)).toEqual([]);
  });
});
