/** An item as the model knows it; `changed` and `made` count writes and creations, oldest first. */
export interface ModelItem {
  readonly id: string;
  readonly n: number;
  readonly tags: readonly string[];
  readonly etag: string;
  readonly changed: number;
  readonly made: number;
}

/** A write, as a request of its own or in a batch. `ifMatch`: an ETag that may be old. */
export type Write =
  | {
      readonly type: 'Create' | 'Upsert' | 'Replace';
      readonly id: string;
      readonly n: number;
      readonly ifMatch?: string;
    }
  | {
      readonly type: 'Patch';
      readonly id: string;
      readonly by: number;
      readonly ifMatch?: string;
      readonly least?: number;
    }
  | { readonly type: 'Delete'; readonly id: string; readonly ifMatch?: string };

/** What a write must be answered with, and the items after it. */
export interface Outcome {
  readonly status: number;
  readonly items: ReadonlyMap<string, ModelItem>;
}

/**
 * One partition, in memory: what the service must do, in as few lines as possible.
 *
 * @param clock counts up with each transaction.
 */
export function applied(items: ReadonlyMap<string, ModelItem>, write: Write, clock: number, newEtag: string): Outcome {
  const current = items.get(write.id);
  const refused = statusOfRefusal(current, write);
  if (refused !== undefined) return { status: refused, items };
  const after = new Map(items);
  if (write.type === 'Delete') {
    after.delete(write.id);
    return { status: 204, items: after };
  }
  const before = current ?? { id: write.id, n: 0, tags: [], made: nextMade() };
  const content =
    write.type === 'Patch'
      ? { n: before.n + write.by, tags: [...before.tags, `by ${write.by}`] }
      : { n: write.n, tags: [] };
  after.set(write.id, { ...before, ...content, etag: newEtag, changed: clock });
  return { status: current && write.type !== 'Create' ? 200 : 201, items: after };
}

let made = 0;
const nextMade = () => ++made;

function statusOfRefusal(current: ModelItem | undefined, write: Write): number | undefined {
  if (write.type === 'Create') return current ? 409 : undefined;
  if (!current) return write.type === 'Upsert' ? undefined : 404;
  if (write.ifMatch !== undefined && write.ifMatch !== current.etag) return 412;
  if (write.type === 'Patch' && write.least !== undefined && current.n < write.least) return 412;
  return undefined;
}

/** All writes or none: the status of each as the service answers it. */
export function appliedTogether(items: ReadonlyMap<string, ModelItem>, writes: readonly Write[], clock: number) {
  let state = items;
  const statuses: number[] = [];
  for (const write of writes) {
    const outcome = applied(state, write, clock, '');
    statuses.push(outcome.status);
    if (outcome.status >= 400)
      return { statuses: writes.map((_, at) => (at === statuses.length - 1 ? outcome.status : 424)), items };
    state = outcome.items;
  }
  return { statuses, items: state };
}
