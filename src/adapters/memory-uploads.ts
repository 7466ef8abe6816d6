import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../domain/errors.ts';
import { tooLarge, type Upload } from '../domain/upload.ts';
import type { UploadStore } from '../ports.ts';

/** Beyond the port: what anybody who writes blobs can do to one. */
export interface MemoryUploads extends UploadStore {
  /** A metadata-only change: another eTag over the same bytes. */
  touch(name: string): void;
  textOf(name: string): string;
}

/** Every write has an eTag of its own. */
const newVersion = () => `0x${randomUUID().replaceAll('-', '').slice(0, 15).toUpperCase()}`;

/** The same promises without a server. @param versionOf These bytes, now. */
export function memoryUploads(now: () => Date, versionOf: (bytes: Uint8Array) => string = newVersion): MemoryUploads {
  const blobs = new Map<string, { upload: Upload; bytes: Uint8Array }>();
  const write = (name: string, contentType: string, bytes: Uint8Array) => {
    const version = versionOf(bytes);
    const upload = { container: 'documents', name, version, contentType, sizeBytes: bytes.length, lastModified: now() };
    blobs.set(name, { upload, bytes });
    return { version, sizeBytes: bytes.length };
  };
  return {
    head: (name) => Promise.resolve(blobs.get(name)?.upload),
    async put(name, body, { contentType, limitBytes }) {
      const chunks: Uint8Array[] = [];
      let sizeBytes = 0;
      for await (const chunk of body) {
        chunks.push(chunk);
        sizeBytes += chunk.length;
        if (sizeBytes > limitBytes) throw tooLarge(limitBytes);
      }
      return write(name, contentType, Buffer.concat(chunks));
    },
    async download({ name, version }) {
      const found = blobs.get(name);
      if (found?.upload.version !== version)
        throw new AppError('superseded', 'Another version of the document is there now');
      const folder = await mkdtemp(join(tmpdir(), 'docscore-'));
      const path = join(folder, 'document');
      await writeFile(path, found.bytes);
      const sha256 = createHash('sha256').update(found.bytes).digest('hex');
      return {
        path,
        sha256,
        sizeBytes: found.bytes.length,
        [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
      };
    },
    list({ limit, next }) {
      const names = [...blobs.keys()].sort().filter((name) => next === undefined || name > next);
      const items = names.slice(0, limit).flatMap((name) => blobs.get(name)?.upload ?? []);
      return Promise.resolve({ items, next: names.length > limit ? names[limit - 1] : undefined });
    },
    textOf: (name) => Buffer.from(blobs.get(name)?.bytes ?? []).toString(),
    delete(name) {
      blobs.delete(name);
      return Promise.resolve();
    },
    touch(name) {
      const found = blobs.get(name);
      if (found) write(name, found.upload.contentType, found.bytes);
    },
  };
}
