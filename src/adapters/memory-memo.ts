import type { MemoKey } from '../domain/memo-key.ts';
import type { RunKey } from '../domain/run-key.ts';
import type { MemoStore, ReadPage } from '../ports.ts';

/** Beyond the port: the bytes of which something is remembered. */
export interface MemoryMemo extends MemoStore {
  digests(): string[];
}

/** The same promises without a server. */
export function memoryMemo(): MemoryMemo {
  const pages = new Map<string, ReadPage>();
  const uses = new Set<string>();
  const nameOf = ({ sha256, engineDigest, page }: MemoKey) => `${sha256}/${engineDigest}/${String(page)}`;
  const useOf = (sha256: string, run: RunKey) => `${sha256}/${run.documentId}/${run.version}/${String(run.run)}`;
  return {
    use(sha256, run) {
      uses.add(useOf(sha256, run));
      return Promise.resolve();
    },
    release(run) {
      for (const use of uses) {
        const sha256 = use.slice(0, use.indexOf('/'));
        if (use !== useOf(sha256, run)) continue;
        uses.delete(use);
        if ([...uses].some((other) => other.startsWith(`${sha256}/`))) continue;
        for (const name of pages.keys()) if (name.startsWith(`${sha256}/`)) pages.delete(name);
      }
      return Promise.resolve();
    },
    read: (key) => Promise.resolve(pages.get(nameOf(key))),
    create(key, page) {
      if (!pages.has(nameOf(key))) pages.set(nameOf(key), page);
      return Promise.resolve();
    },
    digests: () => [...new Set([...pages.keys(), ...uses].map((name) => name.slice(0, name.indexOf('/'))))],
  };
}
