import type { Database } from '@azure/cosmos';

/**
 * Who follows a change feed, and where it has got to: one item, so that of several hosts one follows. It is taken, renewed and moved with
 * its ETag: who lost it cannot move it.
 */
export interface Lease {
  /** @returns where to go on (empty: from the start) or `taken` while another host has it. */
  acquire(): Promise<{ continuation: string } | 'taken'>;
  /** Moves the checkpoint; without one it only shows that the owner lives. `lost`: another host has the lease now. */
  keep(continuation?: string): Promise<'kept' | 'lost'>;
  /** Others may have it. */
  release(): Promise<void>;
}

export interface LeaseOptions {
  id: string;
  containerName: string;
  makeContainer: boolean;
  owner: string;
  expiresAfterMs: number;
}

/** As it is stored; named as the change feed processor names its leases. `Owner` is empty when nobody has it. */
interface Item {
  id: string;
  ContinuationToken: string;
  Owner: string;
  timestamp: string;
}

export function createLease(database: Database, options: LeaseOptions): Lease {
  const { id, containerName, makeContainer, owner, expiresAfterMs } = options;
  const leases = database.container(containerName);
  let held: { etag: string; continuation: string } | undefined;
  let working: Promise<unknown> = Promise.resolve();

  /** @returns undefined when the item is not what it was. */
  async function write(etag: string | undefined, continuation: string, by: string) {
    const item: Item = { id, ContinuationToken: continuation, Owner: by, timestamp: new Date().toISOString() };
    try {
      const answer =
        etag === undefined
          ? await leases.items.create(item)
          : await leases.item(id, id).replace(item, { accessCondition: { type: 'IfMatch', condition: etag } });
      return { etag: answer.etag, continuation };
    } catch (error) {
      const status = Number((error as { code?: unknown }).code);
      if (status === 412 || status === (etag === undefined ? 409 : 404)) return undefined;
      const message = `The lease '${id}' could not be written to the lease container '${containerName}'`;
      throw new Error(`${message}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
  }

  /** A renewal may come while the checkpoint moves: each waits for the other's ETag. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = working.then(work);
    working = done.catch(() => undefined);
    return done;
  }

  return {
    async acquire() {
      if (makeContainer) await database.containers.createIfNotExists({ id: containerName, partitionKey: '/id' });
      const { resource, etag } = await leases.item(id, id).read<Item>();
      const isFresh = resource && Date.now() - Date.parse(resource.timestamp) < expiresAfterMs;
      if (isFresh && resource.Owner !== '' && resource.Owner !== owner) return 'taken';
      held = await write(resource && etag, resource?.ContinuationToken ?? '', owner);
      return held ? { continuation: held.continuation } : 'taken';
    },
    keep: (continuation) =>
      inTurn(async () => {
        if (!held) return 'lost';
        held = await write(held.etag, continuation ?? held.continuation, owner);
        return held ? 'kept' : 'lost';
      }),
    release: () =>
      inTurn(async () => {
        if (held) await write(held.etag, held.continuation, '');
        held = undefined;
      }),
  };
}
