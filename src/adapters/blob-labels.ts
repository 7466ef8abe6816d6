import type { ContainerClient } from '@azure/storage-blob';
import { AppError } from '../domain/errors.ts';
import { LabelledRow } from '../domain/labelled-row.ts';
import { isNewer } from '../domain/schema.ts';
import type { LabelStore } from '../ports.ts';
import { readBlob } from './blob-create-only.ts';
import { eraseBlob } from './blob-erase.ts';
import { statusOf, storageCall } from './storage-errors.ts';

/** Lost races against other writers of one row before the caller is told to come again. */
const tries = 8;

/** How many rows are read at once. */
const atOnce = 16;

/** Container `training`: `<model>/<id>.json`. */
export function blobLabels(container: ContainerClient): LabelStore {
  const nameOf = (model: string, id: string) => `${model}/${id}.json`;
  const readAll = async (names: readonly string[]): Promise<LabelledRow[]> => {
    const rows: LabelledRow[] = [];
    for (let from = 0; from < names.length; from += atOnce) {
      const read = await Promise.all(names.slice(from, from + atOnce).map((name) => readBlob(container, name)));
      for (const bytes of read) {
        const row: unknown = bytes && JSON.parse(bytes.toString());
        if (row !== undefined && !isNewer(row)) rows.push(LabelledRow.parse(row)); // Erased meanwhile, or newer code's.
      }
    }
    return rows;
  };
  return {
    async put(row) {
      for (let attempt = 0; attempt < tries; attempt++)
        if (await putOnce(container, nameOf(row.model, row.id), row)) return;
      throw new AppError('unavailable', 'The labelled row is being changed by others');
    },
    async list(model, { limit, next }) {
      const pages = container
        .listBlobsFlat({ prefix: `${model}/` })
        .byPage({ maxPageSize: limit, ...(next !== undefined && { continuationToken: markerOf(next) }) });
      const page = await pageOrRefusal(() => pages.next(), next !== undefined);
      const { continuationToken, segment } = page.value as ListedPage;
      return {
        items: await readAll(segment.blobItems.map(({ name }) => name)),
        ...(continuationToken && { next: Buffer.from(continuationToken).toString('base64url') }),
      };
    },
    async since(model, time) {
      const second = Math.floor(time.getTime() / 1000) * 1000; // Storage tells whole seconds.
      const names = await storageCall(async () => {
        const found: string[] = [];
        for await (const { name, properties } of container.listBlobsFlat({ prefix: `${model}/` }))
          if (properties.lastModified.getTime() >= second) found.push(name);
        return found;
      });
      return await readAll(names);
    },
    erase: (model, id) => eraseBlob(container, nameOf(model, id)),
  };
}

interface ListedPage {
  readonly continuationToken?: string;
  readonly segment: { readonly blobItems: readonly { readonly name: string }[] };
}

/** @returns false when somebody else was faster. */
async function putOnce(container: ContainerClient, name: string, row: LabelledRow): Promise<boolean> {
  const blob = container.getBlockBlobClient(name);
  try {
    const present = await storageCall(() => blob.getProperties()).catch((error: unknown) => {
      if (statusOf(error) === 404) return undefined;
      throw error;
    });
    if (Number(present?.metadata?.['revision'] ?? 0) >= row.revision) return true;
    const body = Buffer.from(JSON.stringify(row));
    await storageCall(() =>
      blob.upload(body, body.length, {
        conditions: present?.etag === undefined ? { ifNoneMatch: '*' } : { ifMatch: present.etag },
        blobHTTPHeaders: { blobContentType: 'application/json' },
        metadata: { revision: String(row.revision) },
      }),
    );
    return true;
  } catch (error) {
    if (statusOf(error) === 409 || statusOf(error) === 412) return false;
    throw error;
  }
}

async function pageOrRefusal<T>(read: () => Promise<T>, isContinued: boolean): Promise<T> {
  try {
    return await storageCall(read);
  } catch (error) {
    if (isContinued && statusOf(error) === 400) throw notOurs(error);
    throw error;
  }
}

function markerOf(next: string): string {
  const marker = Buffer.from(next, 'base64url').toString();
  if (!/^[\x20-\x7e]+$/.test(marker)) throw notOurs();
  return marker;
}

const notOurs = (cause?: unknown) =>
  new AppError('invalid', 'This is not a page of the list', { cause, next: 'Begin without ?next=' });
