import { getPriority } from 'node:os';
import { expect, it } from 'vitest';
import { processReader } from '../../../src/adapters/reader/process-reader.ts';
import { keptLog } from './kept-log.ts';

it('lets its parent go first', async () => {
  const log = keptLog();
  await using reader = processReader({ readers: 1, log });

  await reader.warm();

  // A greater number is a lower priority.
  expect(getPriority(log.of('reader.started')[0]?.['pid'] as number)).toBeGreaterThan(getPriority());
});
