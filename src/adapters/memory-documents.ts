import type { Head } from '../domain/head.ts';
import type { Job } from '../domain/job.ts';
import type { Outbox } from '../domain/outbox.ts';
import type { Prediction } from '../domain/prediction.ts';
import type { DocumentItem, Stored } from '../domain/stored.ts';
import { AppError } from '../domain/errors.ts';
import type { DocumentStore } from '../ports.ts';

/** The same promises without a server. */
export function memoryDocuments(): DocumentStore {
  const stored = new Map<string, { json: string; etag: string }>();
  const keyOf = (documentId: string, id: string) => `${documentId}/${id}`;
  let writesSoFar = 0;

  const read = <T>(documentId: string, id: string): Promise<Stored<T> | undefined> => {
    const found = stored.get(keyOf(documentId, id));
    return Promise.resolve(found && { item: JSON.parse(found.json) as T, etag: found.etag });
  };
  const all = <T extends DocumentItem>(type: T['type']): Stored<T>[] =>
    [...stored.values()]
      .map(({ json, etag }) => ({ item: JSON.parse(json) as DocumentItem, etag }))
      .filter((entry): entry is Stored<T> => entry.item.type === type);

  return {
    readHead: (documentId) => read<Head>(documentId, 'head'),
    readJob: ({ documentId, version, run }) => read<Job>(documentId, `job:${version}:${String(run)}`),
    readOutbox: ({ documentId, id }) => read<Outbox>(documentId, id),
    readHistory(documentId) {
      const of = <T extends DocumentItem>(type: T['type']) =>
        all<T>(type)
          .map(({ item }) => item)
          .filter((item) => item.documentId === documentId);
      const oldestFirst = (a: { createdAt: string }, b: { createdAt: string }) =>
        a.createdAt.localeCompare(b.createdAt);
      return Promise.resolve({
        jobs: of<Job>('job').sort(oldestFirst),
        predictions: of<Prediction>('prediction').sort(oldestFirst),
      });
    },
    commit(documentId, writes) {
      const allowed = writes.every((write) => {
        const item = 'create' in write ? write.create : write.replace;
        const found = stored.get(keyOf(documentId, item.id));
        return 'create' in write ? found === undefined : found?.etag === write.etag;
      });
      if (!allowed) return Promise.resolve('conflict');
      for (const write of writes) {
        const item = 'create' in write ? write.create : write.replace;
        stored.set(keyOf(documentId, item.id), { json: JSON.stringify(item), etag: String(++writesSoFar) });
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
    listDue(now, limit) {
      const due = all<Job>('job').filter(({ item: { dueAt } }) => dueAt !== undefined && dueAt < now.toISOString());
      due.sort((a, b) => (a.item.dueAt ?? '').localeCompare(b.item.dueAt ?? ''));
      return Promise.resolve(due.slice(0, limit));
    },
    listUnpublished(before, limit) {
      const owed = all<Outbox>('outbox').filter(
        ({ item }) => item.state === 'unpublished' && item.createdAt < before.toISOString(),
      );
      owed.sort((a, b) => a.item.createdAt.localeCompare(b.item.createdAt));
      return Promise.resolve(owed.slice(0, limit));
    },
    readVersions(documentIds) {
      const heads = all<Head>('head').filter(({ item }) => documentIds.includes(item.documentId));
      return Promise.resolve(new Map(heads.map(({ item }) => [item.documentId, item.version])));
    },
  };
}
