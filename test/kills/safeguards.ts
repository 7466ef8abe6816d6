import type { OffenceKind } from './verdict.ts';

/** Something that keeps documents from harm, and how to take it away. */
export interface Safeguard {
  readonly safeguard: string;
  /** `from` occurs exactly once in the file. */
  readonly changes: readonly Change[];
  /** What a run without it must show, one at least. */
  readonly shows: readonly OffenceKind[];
}

interface Change {
  /** From the repository's root. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/**
 * Where two safeguards cover the same harm, both are taken away together: either alone would hide the other's absence.
 */
export const safeguards: readonly Safeguard[] = [
  {
    safeguard: 'etag-fence',
    changes: [
      {
        file: 'src/adapters/cosmos-batch.ts',
        from: 'id: write.replace.id, ifMatch: write.etag, resourceBody }',
        to: 'id: write.replace.id, resourceBody }',
      },
    ],
    shows: [
      'lost',
      'wrong end',
      'wrong text',
      'run left over',
      'second prediction',
      'event without result',
      'event disagrees',
    ],
  },
  {
    safeguard: 'create-only-artifacts',
    changes: [
      {
        file: 'src/adapters/blob-create-only.ts',
        from: "{ conditions: { ifNoneMatch: '*' }, blobHTTPHeaders: { blobContentType } }",
        to: '{ blobHTTPHeaders: { blobContentType } }',
      },
    ],
    shows: ['artifact changed'],
  },
  {
    safeguard: 'outbox-in-the-batch',
    changes: [
      {
        file: 'src/adapters/cosmos-batch.ts',
        from: 'container.items.batch(writes.map(operation), partitionKey));',
        to: "container.items.batch(writes.filter((write) => !('create' in write && write.create.type === 'outbox')).map(operation), partitionKey));",
      },
      {
        file: 'src/adapters/cosmos-batch.ts',
        from: "if (codes.length > 0 && codes.every((code) => code < 300)) return 'committed';",
        to: "if (codes.length > 0 && codes.every((code) => code < 300)) { for (const write of writes) if ('create' in write && write.create.type === 'outbox') await cosmosCall(() => container.items.batch([operation(write)], partitionKey)); return 'committed'; }",
      },
    ],
    shows: ['result without event'],
  },
  {
    safeguard: 'sweep-of-jobs',
    changes: [{ file: 'src/functions/timers/sweep.ts', from: 'reviveJobs(services, log),', to: '' }],
    shows: ['lost', 'run left over'],
  },
  {
    safeguard: 'sweep-of-blobs',
    changes: [
      { file: 'src/functions/timers/sweep.ts', from: 'registerStrays(services, blobs, traceparent, log),', to: '' },
    ],
    shows: ['lost'],
  },
  {
    safeguard: 'if-match-on-read',
    changes: [
      {
        file: 'src/adapters/blob-uploads.ts',
        from: 'const conditions = { ifMatch: `"${version}"` };',
        to: 'const conditions = {};',
      },
    ],
    shows: ['wrong text'],
  },
  {
    safeguard: 'supersede',
    changes: [
      {
        file: 'src/domain/errors.ts',
        from: "settle: 'supersede' }",
        to: "settle: 'reject' }",
      },
    ],
    shows: ['wrong end', 'event without result', 'lost'],
  },
  {
    safeguard: 'one-event-id',
    changes: [
      {
        file: 'src/functions/publish.ts',
        from: 'await services.events.publish(parsed.data);',
        to: 'await services.events.publish({ ...parsed.data, id: crypto.randomUUID() });',
      },
    ],
    shows: ['second event id'],
  },
  {
    safeguard: 'publish-until-sent',
    changes: [
      { file: 'src/app.ts', from: 'maxRetryCount: -1,', to: 'maxRetryCount: 0,' },
      { file: 'src/functions/timers/sweep.ts', from: 'publishLeftovers(services, log),', to: '' },
    ],
    shows: ['result without event', 'event owed'],
  },
  {
    safeguard: 'storage-journal',
    changes: [
      {
        file: 'src/local/azurite/metadata-journal.ts',
        from: 'if (pending.size === 0 || !database.isOpen) return;',
        to: 'if (pending.size < 500 || !database.isOpen) return;',
      },
    ],
    shows: ['lost'],
  },
  {
    safeguard: 'hub-acknowledges-what-is-on-disk',
    changes: [
      {
        file: 'src/local/event-hubs/log.ts',
        from: 'this.#pending.push({ events, partitionKey, resolve, reject });',
        to: 'resolve(); this.#pending.push({ events, partitionKey, resolve, reject });',
      },
      {
        file: 'src/local/event-hubs/log.ts',
        from: 'await new Promise(setImmediate);',
        to: 'await new Promise((go) => setTimeout(go, 2_000));',
      },
    ],
    shows: ['result without event'],
  },
  {
    safeguard: 'lifeline-of-workers',
    changes: [
      {
        file: 'src/local/functions-host/worker/lifeline.ts',
        from: "pipe.on('close', () => process.kill(process.pid, 'SIGKILL'));",
        to: '',
      },
      {
        file: 'src/local/functions-host/worker/worker.ts',
        from: "socket.on('close', () => process.exit(0));",
        to: '',
      },
    ],
    shows: ['process'],
  },
];
