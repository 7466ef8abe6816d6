import type { MemoKey, MemoStore, ReadPage } from '../ports.ts';

/** The same promises without a server. */
export function memoryMemo(): MemoStore {
  const pages = new Map<string, ReadPage>();
  const nameOf = ({ sha256, engineDigest, page }: MemoKey) => `${sha256}/${engineDigest}/${String(page)}`;
  return {
    read: (key) => Promise.resolve(pages.get(nameOf(key))),
    create(key, page) {
      if (!pages.has(nameOf(key))) pages.set(nameOf(key), page);
      return Promise.resolve();
    },
  };
}
