import type { Container } from '@azure/cosmos';
import { AppError } from '../domain/errors.ts';
import { Feedback } from '../domain/feedback.ts';
import { Inbox } from '../domain/inbox.ts';
import { Recorded } from '../domain/recorded.ts';
import { RequestOutbox } from '../domain/request-outbox.ts';
import { refuseNewer } from '../domain/schema.ts';
import type { Stored } from '../domain/stored.ts';
import type { RequestStore } from '../ports.ts';
import { commitBatch, json } from './cosmos-batch.ts';
import { cosmosCall } from './cosmos-errors.ts';
import { listBefore } from './cosmos-list-before.ts';

/** Container `requests`, key `/requestId`. */
export function cosmosRequests(container: Container): RequestStore {
  const read = async <T>(
    schema: { parse(value: unknown): T },
    requestId: string,
    id: string,
  ): Promise<Stored<T> | undefined> => {
    const { resource, etag, statusCode } = await cosmosCall(() => container.item(id, requestId).read<object>());
    return statusCode === 404 || !resource ? undefined : { item: schema.parse(refuseNewer(resource)), etag };
  };
  return {
    async create(item) {
      return await unless([409], 'exists', async () => {
        const { etag } = await container.items.create(json(item)).catch((error: unknown) => {
          throw impossible(error);
        });
        return { item, etag };
      });
    },
    async replace({ item, etag }) {
      return await unless([404, 412], 'conflict', async () => {
        const accessCondition = { type: 'IfMatch', condition: etag };
        const written = await container.item(item.id, item.requestId).replace(json(item), { accessCondition });
        return { item, etag: written.etag };
      });
    },
    commit: (requestId, writes) => commitBatch(container, requestId, writes),
    async readDigest(requestId) {
      const { resource } = await cosmosCall(() => container.item('inbox', requestId).read<{ digest?: string }>());
      return resource?.digest;
    },
    readRecorded: async (requestId) => (await read(Recorded, requestId, 'recorded'))?.item,
    readFeedback: (requestId, index) => read(Feedback, requestId, `feedback:${String(index)}`),
    listDue: (before, limit) =>
      listBefore(container, { schema: Inbox, condition: "c.type = 'inbox'", by: 'dueAt', before, limit }),
    listUnpublished: (before, limit) =>
      listBefore(container, {
        schema: RequestOutbox,
        condition: "c.type = 'outbox' AND c.state = 'unpublished'",
        ...{ by: 'createdAt', before, limit },
      }),
    listUnexported: (before, limit) =>
      listBefore(container, { schema: Feedback, condition: "c.type = 'feedback'", by: 'dueAt', before, limit }),
  };
}

/** What Cosmos DB will never take, however often it is tried. */
function impossible(error: unknown): unknown {
  const code = Number((error as { code?: unknown }).code);
  if (code === 400) return new AppError('invalid', 'Cosmos DB does not take this item', { cause: error });
  return code === 413
    ? new AppError('too-large', 'This is larger than Cosmos DB takes (2 MB)', { cause: error })
    : error;
}

/** What Cosmos DB answers with one of these codes is no failure. */
async function unless<T, Otherwise>(
  codes: readonly number[],
  otherwise: Otherwise,
  call: () => Promise<T>,
): Promise<T | Otherwise> {
  return await cosmosCall(async () => {
    try {
      return await call();
    } catch (error) {
      if (codes.includes(Number((error as { code?: unknown }).code))) return otherwise;
      throw error;
    }
  });
}
