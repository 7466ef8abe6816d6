import type { KeptAnswer } from '../domain/kept-answer.ts';
import type { Stored } from '../domain/stored.ts';
import type { IdempotencyStore } from '../ports.ts';

/** The same promises without a database; nothing expires. */
export function memoryIdempotency(): IdempotencyStore {
  const kept = new Map<string, Stored<KeptAnswer>>();
  let writes = 0;
  const write = (item: KeptAnswer) => {
    const stored = { item: structuredClone(item), etag: String(++writes) };
    kept.set(item.requestId, stored);
    return stored;
  };
  return {
    create: async (item) => Promise.resolve(kept.has(item.requestId) ? 'exists' : write(item)),
    read: async (requestId) => Promise.resolve(kept.get(requestId)),
    replace: async ({ item, etag }) =>
      Promise.resolve(kept.get(item.requestId)?.etag === etag ? write(item) : 'conflict'),
    async erase({ item, etag }) {
      if (kept.get(item.requestId)?.etag === etag) kept.delete(item.requestId);
      return Promise.resolve();
    },
  };
}
