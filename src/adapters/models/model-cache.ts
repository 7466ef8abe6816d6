import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Files of model versions on this machine's disk, shared by all its processes. Losing one costs time, never truth. */
export interface ModelCache {
  /** The file with this digest (SHA-256, hexadecimal), verified now; `undefined` when it is not there or was changed. */
  read(sha256: string): Promise<Buffer | undefined>;
  write(sha256: string, bytes: Uint8Array): Promise<void>;
  /** A note that was left here under this name. */
  readNote(name: string): Promise<string | undefined>;
  writeNote(name: string, note: string): Promise<void>;
}

/** What nobody opened for 30 days goes, in ms. */
const keptMs = 30 * 24 * 3600 * 1000;

/** One per user: what others wrote is not trusted. */
const ownFolder = () => join(tmpdir(), `docscore-models-${process.getuid?.() ?? 'user'}`);

export function modelCache(folder: string = ownFolder()): ModelCache {
  const place = (name: string) => join(folder, name);
  /** Others see the whole file or none, and whoever is second replaces the same by the same. */
  const put = async (name: string, content: Uint8Array | string) => {
    const draft = place(`${name}.${randomUUID()}.draft`);
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeFile(draft, content, { mode: 0o600 });
      await rename(draft, place(name));
    } catch {
      // A full or read-only disk: everything works without a cache, more slowly.
      await rm(draft, { force: true }).catch(() => undefined);
    }
  };
  return {
    async read(sha256) {
      const bytes = await readFile(place(sha256)).catch(() => undefined);
      if (!bytes) return undefined;
      if (digestOf(bytes) !== sha256) {
        await rm(place(sha256), { force: true }).catch(() => undefined);
        return undefined;
      }
      const now = new Date();
      await utimes(place(sha256), now, now).catch(() => undefined);
      return bytes;
    },
    async write(sha256, bytes) {
      await put(sha256, bytes);
      await removeOld(folder).catch(() => undefined);
    },
    readNote: (name) => readFile(place(name), 'utf8').catch(() => undefined),
    writeNote: put,
  };
}

/** SHA-256, hexadecimal. */
export const digestOf = (content: Uint8Array | string): string => createHash('sha256').update(content).digest('hex');

async function removeOld(folder: string): Promise<void> {
  const before = Date.now() - keptMs;
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    if ((await stat(path)).mtimeMs < before) await rm(path, { force: true });
  }
}
