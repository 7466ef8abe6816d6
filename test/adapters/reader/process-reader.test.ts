import { describe } from 'vitest';
import { processReader } from '../../../src/adapters/reader/process-reader.ts';
import { keptLog } from './kept-log.ts';
import { readerContract } from './reader-contract.ts';

describe('processReader', () => {
  readerContract(() => {
    const reader = processReader({ readers: 1, log: keptLog() });
    return Promise.resolve({ reader, stop: async () => await reader[Symbol.asyncDispose]() });
  });
});
