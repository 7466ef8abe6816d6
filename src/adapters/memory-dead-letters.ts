import { createHash } from 'node:crypto';
import type { DeadLetters } from '../ports.ts';

/** Beyond the port: what Event Grid does, and what a person finds. */
export interface MemoryDeadLetters extends DeadLetters {
  leave(content: string): void;
  kept(): { source: string; content: string; reason: string }[];
}

/** The same promises without a server. */
export function memoryDeadLetters(): MemoryDeadLetters {
  const kept = new Map<string, { source: string; content: string; reason: string }>();
  const undelivered = new Map<string, string>();
  let leftSoFar = 0;
  return {
    put(source, content, reason) {
      const key = `${source}/${createHash('sha256').update(content).digest('hex')}`;
      if (!kept.has(key)) kept.set(key, { source, content, reason });
      return Promise.resolve();
    },
    listUndelivered: (limit) =>
      Promise.resolve([...undelivered].slice(0, limit).map(([id, content]) => ({ id, content }))),
    remove(id) {
      undelivered.delete(id);
      return Promise.resolve();
    },
    leave: (content) => void undelivered.set(`UPLOADS/${String(++leftSoFar)}.json`, content),
    kept: () => [...kept.values()],
  };
}
