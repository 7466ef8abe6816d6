import { describe, expect, it } from 'vitest';
import { cosmosIdempotency } from '../../src/adapters/cosmos-idempotency.ts';
import { memoryIdempotency } from '../../src/adapters/memory-idempotency.ts';
import { cosmosForTest } from '../fixtures/servers.ts';
import { aKeptAnswer, idempotencyContract } from './idempotency.contract.ts';

describe('cosmosIdempotency', () => {
  idempotencyContract(async () => cosmosIdempotency(await cosmosForTest('requests')));

  it('leaves what newer code wrote alone', async () => {
    const container = await cosmosForTest('requests');
    await container.items.create({ ...aKeptAnswer(), schema: 2 });
    const store = cosmosIdempotency(container);

    expect(await store.create(aKeptAnswer())).toBe('exists');
    await expect(store.read('one')).rejects.toMatchObject({ code: 'unavailable' });
  });
});

describe('memoryIdempotency', () => idempotencyContract(async () => Promise.resolve(memoryIdempotency())));
