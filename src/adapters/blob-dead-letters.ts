import { createHash } from 'node:crypto';
import type { ContainerClient } from '@azure/storage-blob';
import type { DeadLetters } from '../ports.ts';
import { createBlob } from './blob-create-only.ts';

/** Container `deadletter`: `<source>/<SHA-256 of the content>.json`, so that the same letter is kept once. */
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
  };
}
