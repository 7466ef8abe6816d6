import type { DocumentItem, Write } from '../../src/domain/stored.ts';
import type { DocumentStore, Services } from '../../src/ports.ts';
import { itemOf } from '../fixtures/builders.ts';
import type { Tamper } from './cloud.ts';

type Commit = DocumentStore['commit'];

/** Changes what is committed, by what stands there now. */
const withCommit =
  (
    change: (writes: readonly Write[], there: ReadonlyMap<string, string>, commit: Commit) => ReturnType<Commit>,
  ): Tamper =>
  (services, _kind, stores) => ({
    ...services,
    documents: withMember(services.documents, 'commit', async (documentId, writes) => {
      const items = await stores.documents.readItems(documentId);
      const there = new Map(items.map(({ item, etag }) => [item.id, etag]));
      return await change(writes, there, (_, changed) => services.documents.commit(documentId, changed));
    }),
  });

/** Ports are proxies, which cannot be spread. */
const withMember = <Port extends object, Name extends keyof Port>(port: Port, name: Name, member: Port[Name]): Port =>
  new Proxy(port, {
    get: (target, property) => (property === name ? member : (Reflect.get(target, property) as unknown)),
  });

const nothing = () => Promise.resolve([]);
const noPage = () => Promise.resolve({ items: [] });

const isClaimed = (item: DocumentItem) => item.type === 'job' && item.state === 'running';

/** docscore's safeguards, each with what is left when it is taken away. */
export const tampers = {
  'writes are fenced by ETag': withCommit((writes, there, commit) =>
    commit(
      '',
      writes.map((write) => ('replace' in write ? { ...write, etag: there.get(write.replace.id) ?? '' } : write)),
    ),
  ),

  'items are created once': withCommit((writes, there, commit) =>
    commit(
      '',
      writes.map((write) => {
        const etag = there.get(itemOf(write).id);
        return 'create' in write && etag !== undefined ? { replace: write.create, etag } : write;
      }),
    ),
  ),

  'the event that is owed is in the batch': withCommit(async (writes, _there, commit) => {
    const isOutbox = (write: Write) => itemOf(write).type === 'outbox';
    const outcome = await commit(
      '',
      writes.filter((write) => !isOutbox(write) || !('create' in write)),
    );
    const owed = writes.filter((write) => isOutbox(write) && 'create' in write);
    if (outcome === 'committed' && owed.length > 0) await commit('', owed);
    return outcome;
  }),

  'bytes are read If-Match': (services) => ({
    ...services,
    uploads: withMember(services.uploads, 'download', async ({ name, version }) => {
      const there = await services.uploads.head(name);
      return await services.uploads.download({ name, version: there?.version ?? version });
    }),
  }),

  'the sweep': (services, kind) =>
    kind === 'sweep'
      ? {
          ...services,
          uploads: withMember(services.uploads, 'list', noPage),
          deadLetters: withMember(services.deadLetters, 'listUndelivered', nothing),
          documents: ['listDue', 'listUnpublished', 'listErasures'].reduce(
            (port, name) => withMember(port, name as 'listDue', nothing),
            withMember(services.documents, 'listHeads', noPage),
          ),
        }
      : services,

  'the sweep erases': ofSweep('listErasures'),

  'the sweep and the change feed publish': (services, kind, stores) => {
    if (kind === 'sweep') return ofSweep('listUnpublished')(services, kind, stores);
    if (kind !== 'feed') return services;
    // Without its retry policy the trigger moves on after a failure: half of what it saw is gone.
    return { ...services, events: { publish: (event) => (event.id < '8' ? away() : services.events.publish(event)) } };
  },

  'an erasure keeps to its life': (services, kind) =>
    kind === 'sweep'
      ? {
          ...services,
          documents: withMember(services.documents, 'readItems', async (documentId) => {
            const items = await services.documents.readItems(documentId);
            return items.map(({ item, etag }) => ({ item: item.type === 'job' ? { ...item, life: 1 } : item, etag }));
          }),
        }
      : services,

  'who uses a memo is noted': (services) => ({
    ...services,
    memo: withMember(services.memo, 'use', () => Promise.resolve()),
  }),

  'attempts are counted at the claim': withCommit((writes, _there, commit) =>
    commit(
      '',
      writes.map((write) => {
        if (!('replace' in write) || write.replace.type !== 'job' || !isClaimed(write.replace)) return write;
        return { ...write, replace: { ...write.replace, attempts: Math.max(0, write.replace.attempts - 1) } };
      }),
    ),
  ),
} satisfies Record<string, Tamper>;

function ofSweep(list: 'listUnpublished' | 'listErasures'): Tamper {
  return (services: Services, kind) =>
    kind === 'sweep' ? { ...services, documents: withMember(services.documents, list, nothing) } : services;
}

const away = () => Promise.reject(new Error('Nobody tries this again'));
