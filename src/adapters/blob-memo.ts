import type { ContainerClient } from '@azure/storage-blob';
import { z } from 'zod';
import { OcrPage } from '../domain/ocr.ts';
import type { MemoKey, MemoStore } from '../ports.ts';
import { createBlob, readBlob } from './blob-create-only.ts';

const Memo = z.object({ schema: z.literal(1), pageCount: z.int().min(1), page: OcrPage });

/** Container `artifacts`, folder `memo/ocr`: the picture is written first, then the JSON, which *is* the memo. */
export function blobMemo(container: ContainerClient): MemoStore {
  const nameOf = ({ sha256, engineDigest, page }: MemoKey) => `memo/ocr/${sha256}/${engineDigest}/${String(page)}`;
  return {
    async read(key) {
      const json = await readBlob(container, `${nameOf(key)}.json`);
      const memo = json && Memo.safeParse(JSON.parse(json.toString()));
      if (!memo?.success) return undefined;
      const { pageCount, page } = memo.data;
      if (!page.hasImage) return { pageCount, page };
      const image = await readBlob(container, `${nameOf(key)}.webp`);
      return image && { pageCount, page, image };
    },
    async create(key, { pageCount, page, image }) {
      if (image) await createBlob(container, `${nameOf(key)}.webp`, image, 'image/webp');
      await createBlob(
        container,
        `${nameOf(key)}.json`,
        JSON.stringify({ schema: 1, pageCount, page }),
        'application/json',
      );
    },
  };
}
