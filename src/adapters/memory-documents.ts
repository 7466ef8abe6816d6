import { AppError } from '../domain/errors.ts';
import type { Correction } from '../domain/correction.ts';
import type { Erasure } from '../domain/erasure.ts';
import type { Head } from '../domain/head.ts';
import type { Job } from '../domain/job.ts';
import type { Outbox } from '../domain/outbox.ts';
import type { Prediction } from '../domain/prediction.ts';
import { isNewer, refuseNewer } from '../domain/schema.ts';
import type { DocumentItem, Stored, Write } from '../domain/stored.ts';
import type { DocumentStore } from '../ports.ts';

/** Beyond the port: all items as they are stored, newer code's too. */
export interface MemoryDocuments extends DocumentStore {
  everything(): DocumentItem[];
}

/** The same promises without a server. */
export function memoryDocuments(): MemoryDocuments {
  const stored = new Map<string, { json: string; etag: string }>();
  const keyOf = (documentId: string, id: string) => `${documentId}/${id}`;
  let writesSoFar = 0;

  const read = async <T>(documentId: string, id: string): Promise<Stored<T> | undefined> => {
    const found = stored.get(keyOf(documentId, id));
    return await Promise.resolve(found && { item: refuseNewer(JSON.parse(found.json) as T), etag: found.etag });
  };
  const entries = (): Stored<DocumentItem>[] =>
    [...stored.values()].map(({ json, etag }) => ({ item: JSON.parse(json) as DocumentItem, etag }));
  const all = <T extends DocumentItem>(type: T['type']): Stored<T>[] =>
    entries().filter((entry): entry is Stored<T> => entry.item.type === type && !isNewer(entry.item));
  const itemsOf = (documentId: string) =>
    entries().filter(({ item }) => item.documentId === documentId && !isNewer(item));
  const before = <T extends DocumentItem>(type: T['type'], timeOf: (item: T) => string | undefined, limitTime: Date) =>
    all<T>(type)
      .filter(({ item }) => (timeOf(item) ?? '~') < limitTime.toISOString())
      .sort((a, b) => (timeOf(a.item) ?? '').localeCompare(timeOf(b.item) ?? ''));
  const isAllowed = (write: Write) => {
    const { documentId, id } = itemOf(write);
    const found = stored.get(keyOf(documentId, id));
    return 'create' in write ? found === undefined : found?.etag === write.etag;
  };

  return {
    readHead: (documentId) => read<Head>(documentId, 'head'),
    readJob: ({ documentId, version, run }) => read<Job>(documentId, `job:${version}:${String(run)}`),
    readItems: (documentId) => Promise.resolve(itemsOf(documentId)),
    readHistory(documentId) {
      const of = <T extends Job | Prediction>(type: T['type']) =>
        itemsOf(documentId)
          .flatMap(({ item }) => (item.type === type ? [item as T] : []))
          .sort((a, b) => a.createdAt.localeCompare(b.createdAt));
      return Promise.resolve({ jobs: of<Job>('job'), predictions: of<Prediction>('prediction') });
    },
    commit(_documentId, writes) {
      if (!writes.every(isAllowed)) return Promise.resolve('conflict');
      for (const write of writes) {
        const item = itemOf(write);
        const key = keyOf(item.documentId, item.id);
        if ('erase' in write) stored.delete(key);
        else stored.set(key, { json: JSON.stringify(item), etag: String(++writesSoFar) });
      }
      return Promise.resolve('committed');
    },
    listHeads({ state, name }, { limit, next }) {
      const from = Number(next ?? 0);
      if (!Number.isInteger(from)) return Promise.reject(new AppError('invalid', 'This is not a page of the list'));
      const heads = all<Head>('head')
        .map(({ item }) => item)
        .filter((head) => (state === undefined || head.state === state) && head.name.startsWith(name ?? ''))
        .sort((a, b) => b.updatedAt.localeCompare(a.updatedAt));
      const more = heads.length > from + limit;
      return Promise.resolve({ items: heads.slice(from, from + limit), next: more ? String(from + limit) : undefined });
    },
    listDue: (now, limit) => Promise.resolve(before<Job>('job', ({ dueAt }) => dueAt, now).slice(0, limit)),
    listErasures: (now, limit) =>
      Promise.resolve(before<Erasure>('erasure', ({ dueAt }) => dueAt, now).slice(0, limit)),
    listUnexported: (now, limit) =>
      Promise.resolve(before<Correction>('correction', ({ dueAt }) => dueAt, now).slice(0, limit)),
    listUnpublished(limitTime, limit) {
      const owed = before<Outbox>('outbox', ({ createdAt }) => createdAt, limitTime);
      return Promise.resolve(owed.filter(({ item }) => item.state === 'unpublished').slice(0, limit));
    },
    readVersions(documentIds) {
      const heads = entries().flatMap(({ item }) =>
        item.type === 'head' && item.state !== 'deleted' && documentIds.includes(item.documentId) ? [item] : [],
      );
      return Promise.resolve(new Map(heads.map(({ documentId, version }) => [documentId, version])));
    },
    everything: () => entries().map(({ item }) => item),
  };
}

const itemOf = (write: Write): DocumentItem =>
  'create' in write ? write.create : 'erase' in write ? write.erase : write.replace;
