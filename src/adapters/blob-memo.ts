import type { ContainerClient } from '@azure/storage-blob';
import { z } from 'zod';
import { OcrPage } from '../domain/ocr.ts';
import type { MemoKey } from '../domain/memo-key.ts';
import type { RunKey } from '../domain/run-key.ts';
import type { MemoStore } from '../ports.ts';
import { createBlob, readBlob } from './blob-create-only.ts';
import { eraseBlob, eraseBlobs, listNames } from './blob-erase.ts';

const Memo = z.object({ schema: z.literal(1), pageCount: z.int().min(1), page: OcrPage });

/**
 * Container `artifacts`, folder `memo`. `ocr/<sha256>/<engine>/<page>`: the picture is written first, then the JSON, which
 * *is* the memo. Who uses which bytes stands in the names of empty blobs: `runs/<run>/<sha256>` for whoever erases the run,
 * and `users/<sha256>/<run>` for whoever asks whether somebody is left. The former is written first and erased last, so that
 * what was cut off is found again. Why two that leave at once do no harm stands at the port.
 */
export function blobMemo(container: ContainerClient): MemoStore {
  const pageOf = ({ sha256, engineDigest, page }: MemoKey) => `memo/ocr/${sha256}/${engineDigest}/${String(page)}`;
  const useOf = (run: RunKey, sha256: string) => `memo/runs/${nameOf(run)}/${sha256}`;
  const userOf = (sha256: string, run: RunKey) => `memo/users/${sha256}/${nameOf(run)}`;
  const mark = (name: string) => createBlob(container, name, '', 'application/octet-stream');

  return {
    async use(sha256, run) {
      await mark(useOf(run, sha256));
      await mark(userOf(sha256, run));
    },
    async release(run) {
      for (const use of await listNames(container, useOf(run, ''))) {
        const sha256 = use.slice(use.lastIndexOf('/') + 1);
        await eraseBlob(container, userOf(sha256, run));
        const [other] = await listNames(container, `memo/users/${sha256}/`, 1);
        if (other === undefined) await eraseBlobs(container, `memo/ocr/${sha256}/`);
        await eraseBlob(container, use);
      }
    },
    async read(key) {
      const json = await readBlob(container, `${pageOf(key)}.json`);
      const memo = json && Memo.safeParse(JSON.parse(json.toString()));
      if (!memo?.success) return undefined;
      const { pageCount, page } = memo.data;
      if (!page.hasImage) return { pageCount, page };
      const image = await readBlob(container, `${pageOf(key)}.webp`);
      return image && { pageCount, page, image };
    },
    async create(key, { pageCount, page, image }) {
      if (image) await createBlob(container, `${pageOf(key)}.webp`, image, 'image/webp');
      const json = JSON.stringify({ schema: 1, pageCount, page });
      await createBlob(container, `${pageOf(key)}.json`, json, 'application/json');
    },
  };
}

const nameOf = ({ documentId, version, run }: RunKey) => `${documentId}/${version}/${String(run)}`;
