import { createHash } from 'node:crypto';
import type { ContainerClient } from '@azure/storage-blob';
import type { DeadLetters } from '../ports.ts';
import { createBlob, readBlob } from './blob-create-only.ts';
import { eraseBlob, listNames } from './blob-erase.ts';

/**
 * Where Event Grid leaves what it could not deliver: `<SUBSCRIPTION>/<year>/<month>/<day>/<hour>/<guid>.json`, the
 * subscription being `uploads`. Source: learn.microsoft.com/azure/event-grid/manage-event-delivery
 */
const undelivered = 'UPLOADS/';

/** Container `deadletter`. Ours are `<source>/<SHA-256 of the content>.json`, so that the same letter is kept once. */
export function blobDeadLetters(container: ContainerClient): DeadLetters {
  return {
    async put(source, content, reason) {
      const digest = createHash('sha256').update(content).digest('hex');
      await createBlob(
        container,
        `${source}/${digest}.json`,
        JSON.stringify({ schema: 1, source, reason, content }),
        'application/json',
      );
    },
    async listUndelivered(limit) {
      const names = (await listNames(container, undelivered, limit)).slice(0, limit);
      const letters = await Promise.all(
        names.map(async (id) => ({ id, content: (await readBlob(container, id))?.toString() })),
      );
      return letters.flatMap(({ id, content }) => (content === undefined ? [] : [{ id, content }]));
    },
    remove: (id) => eraseBlob(container, id),
  };
}
