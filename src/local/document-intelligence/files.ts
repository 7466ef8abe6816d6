import { open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** How a file begins. */
export async function firstBytes(path: string, count: number): Promise<Uint8Array> {
  await using file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(count), 0, count, 0);
  return buffer.subarray(0, bytesRead);
}

/** Makes sure that the file's name is on the disk, too. Windows keeps it by itself, and cannot open folders. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  await using folder = await open(dirname(path));
  await folder.sync();
}

export const removeFile = (path: string) => rm(path, { force: true });
