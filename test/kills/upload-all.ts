import { setTimeout as delay } from 'node:timers/promises';
import { BlobServiceClient } from '@azure/storage-blob';
import { bytesOf } from './content-bytes.ts';
import type { PlannedUpload } from './uploads.ts';

/** An upload that storage has acknowledged. */
export interface Acknowledged extends PlannedUpload {
  /** ETag without quotes. */
  readonly version: string;
}

const againAfterMs = 200;

/** Draws the files of all uploads, before the clock runs. */
export async function drawAll(uploads: readonly PlannedUpload[]): Promise<Map<PlannedUpload, Buffer>> {
  const files = new Map<PlannedUpload, Buffer>();
  for (const upload of uploads) files.set(upload, await bytesOf(upload.content));
  return files;
}

/**
 * Begins an upload every `everyMs` with the official SDK, and tries each until it is acknowledged; a name's next one begins after that.
 * @param tell Told when one begins, which may hold it up, and what was acknowledged.
 * @param signal Ends it.
 */
export async function uploadAll(
  connectionString: string,
  files: ReadonlyMap<PlannedUpload, Buffer>,
  tell: { began: (upload: PlannedUpload) => Promise<void> | void; acknowledged: (upload: Acknowledged) => void },
  signal: AbortSignal,
  everyMs = 100,
): Promise<void> {
  const client = BlobServiceClient.fromConnectionString(connectionString, {
    retryOptions: { maxTries: 2, retryDelayInMs: 50, tryTimeoutInMs: 20_000 },
  }).getContainerClient('documents');
  const last = new Map<string, Promise<void>>();
  const all: Promise<void>[] = [];
  for (const [upload, bytes] of files) {
    if (signal.aborted) break;
    const before = last.get(upload.name);
    const untilDone = async () => {
      await before;
      await tell.began(upload);
      while (!signal.aborted) {
        try {
          const { etag = '' } = await client.getBlockBlobClient(upload.name).upload(bytes, bytes.length);
          tell.acknowledged({ ...upload, version: etag.replaceAll('"', '') });
          return;
        } catch {
          await delay(againAfterMs); // Whatever it was: storage is what gets killed here.
        }
      }
    };
    const one = untilDone();
    last.set(upload.name, one);
    all.push(one);
    await delay(everyMs);
  }
  await Promise.all(all);
}
