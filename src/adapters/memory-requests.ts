import { AppError } from '../domain/errors.ts';
import { isNewer, refuseNewer } from '../domain/schema.ts';
import type { RequestItem, RequestWrite, Stored } from '../domain/stored.ts';
import type { RequestStore } from '../ports.ts';

/** Beyond the port: all items as they are stored. */
export interface MemoryRequests extends RequestStore {
  everything(): RequestItem[];
}

/** As in Cosmos DB, roughly. */
const largest = 2 * 1024 * 1024;

type Of<Type extends RequestItem['type']> = Extract<RequestItem, { type: Type }>;

/** The same promises without a server. */
export function memoryRequests(): MemoryRequests {
  const stored = new Map<string, { json: string; etag: string }>();
  const keyOf = ({ requestId, id }: Pick<RequestItem, 'requestId' | 'id'>) => JSON.stringify([requestId, id]);
  let writesSoFar = 0;
  const put = <T extends RequestItem>(item: T): Stored<T> => {
    const etag = String(++writesSoFar);
    stored.set(keyOf(item), { json: JSON.stringify(item), etag });
    return { item, etag };
  };
  const isAllowed = (write: RequestWrite) => {
    const etag = stored.get(keyOf(itemOf(write)))?.etag;
    return 'create' in write ? etag === undefined : etag === write.etag;
  };
  const read = async <T>(requestId: string, id: string): Promise<Stored<T> | undefined> => {
    const found = stored.get(keyOf({ requestId, id }));
    return await Promise.resolve(found && { item: refuseNewer(JSON.parse(found.json) as T), etag: found.etag });
  };
  const before = <Type extends RequestItem['type']>(
    type: Type,
    timeOf: (item: Of<Type>) => string | undefined,
    time: Date,
    limit: number,
  ) => {
    const entries = [...stored.values()].map(({ json, etag }) => ({ item: JSON.parse(json) as RequestItem, etag }));
    const due = entries
      .filter((entry): entry is Stored<Of<Type>> => entry.item.type === type && !isNewer(entry.item))
      .filter(({ item }) => (timeOf(item) ?? '~') < time.toISOString())
      .sort((a, b) => (timeOf(a.item) ?? '').localeCompare(timeOf(b.item) ?? ''));
    return Promise.resolve(due.slice(0, limit));
  };
  return {
    create(item) {
      const isTooLarge = JSON.stringify(item).length > largest;
      if (isTooLarge) return Promise.reject(new AppError('too-large', 'This is larger than Cosmos DB takes (2 MB)'));
      return Promise.resolve(isAllowed({ create: item }) ? put(item) : 'exists');
    },
    replace: ({ item, etag }) => Promise.resolve(isAllowed({ replace: item, etag }) ? put(item) : 'conflict'),
    commit(_requestId, writes) {
      if (!writes.every(isAllowed)) return Promise.resolve('conflict');
      for (const write of writes)
        if ('erase' in write) stored.delete(keyOf(write.erase));
        else put(itemOf(write));
      return Promise.resolve('committed');
    },
    readDigest(requestId) {
      const found = stored.get(keyOf({ requestId, id: 'inbox' }));
      return Promise.resolve(found && (JSON.parse(found.json) as Of<'inbox'>).digest);
    },
    readRecorded: async (requestId) => (await read<Of<'recorded'>>(requestId, 'recorded'))?.item,
    readFeedback: (requestId, index) => read(requestId, `feedback:${String(index)}`),
    listDue: (now, limit) => before('inbox', ({ dueAt }) => dueAt, now, limit),
    listUnpublished: (time, limit) =>
      before('outbox', ({ state, createdAt }) => (state === 'unpublished' ? createdAt : undefined), time, limit),
    listUnexported: (now, limit) => before('feedback', ({ dueAt }) => dueAt, now, limit),
    everything: () => [...stored.values()].map(({ json }) => JSON.parse(json) as RequestItem),
  };
}

const itemOf = (write: RequestWrite): RequestItem =>
  'create' in write ? write.create : 'erase' in write ? write.erase : write.replace;
