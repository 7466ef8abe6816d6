import type { Container, RequestOptions } from '@azure/cosmos';
import { KeptAnswer } from '../domain/kept-answer.ts';
import { refuseNewer } from '../domain/schema.ts';
import type { IdempotencyStore } from '../ports.ts';
import { cosmosCall } from './cosmos-errors.ts';

/** Container `requests`, key `/requestId`. */
export function cosmosIdempotency(container: Container): IdempotencyStore {
  const itemOf = ({ id, requestId }: KeptAnswer) => container.item(id, requestId);
  return {
    async create(item) {
      return unless([409], 'exists', async () => ({ item, etag: (await container.items.create(item)).etag }));
    },
    async read(requestId) {
      const { resource, etag, statusCode } = await cosmosCall(() => container.item('answer', requestId).read<object>());
      return statusCode === 404 || !resource ? undefined : { item: KeptAnswer.parse(refuseNewer(resource)), etag };
    },
    async replace({ item, etag }) {
      return unless([404, 412], 'conflict', async () => ({
        item,
        etag: (await itemOf(item).replace(item, ifMatch(etag))).etag,
      }));
    },
    async erase({ item, etag }) {
      await unless([404, 412], undefined, async () => itemOf(item).delete(ifMatch(etag)));
    },
  };
}

const ifMatch = (etag: string): RequestOptions => ({ accessCondition: { type: 'IfMatch', condition: etag } });

/** What Cosmos DB answers with one of these codes is no failure. */
async function unless<T, Otherwise>(codes: readonly number[], otherwise: Otherwise, call: () => Promise<T>) {
  return cosmosCall(async () => {
    try {
      return await call();
    } catch (error) {
      if (codes.includes((error as { code?: number }).code ?? 0)) return otherwise;
      throw error;
    }
  });
}
