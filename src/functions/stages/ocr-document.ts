import { ocrResults } from '../../domain/artifact.ts';
import type { Job } from '../../domain/job.ts';
import type { OcrPage } from '../../domain/ocr.ts';
import { tooLarge } from '../../domain/upload.ts';
import { ocr } from '../../pipeline/ocr.ts';
import type { LocalFile, ReaderSlot, ReadPage, Services } from '../../ports.ts';
import { onStageWithSlot } from './on-stage.ts';

/** Stage 1: the blob ─► `ocr` artifact and page images. Pages that were read before come from the memo. */
export const ocrDocument = (services: Services) => {
  const alone = oneAtATime();
  return onStageWithSlot<ReaderSlot>(services, 'ocr', {
    acquire: () => services.reader.acquire(),
    work: async (job, slot) => {
      const { uploadBytes } = services.limits;
      if (job.sizeBytes > uploadBytes) throw tooLarge(uploadBytes); // Nobody stopped who wrote the blob itself.
      await using file = await services.uploads.download(job);
      const pages = await alone(file.sha256, () => readPages(services, job, file, slot));
      await services.artifacts.create(ocrResults, job, ocr(job, services.reader.engine, pages.read, pages.pageCount));
      return { pages: pages.pageCount };
    },
  });
};

/** Gives the slot back once the last page is read: the next document need not wait until this one's pages are stored. */
async function readPages(services: Services, job: Job, file: LocalFile, slot: ReaderSlot) {
  const { memo, reader, artifacts } = services;
  await memo.use(file.sha256, job);
  const key = (page: number) => ({ sha256: file.sha256, engineDigest: reader.engine.digest, page });
  const pages: OcrPage[] = [];
  let pageCount = 1;
  let open: Promise<{ pageCount: number }> | undefined;
  let kept: Promise<unknown> = Promise.resolve();

  const read = async (page: number): Promise<ReadPage> => {
    open ??= slot.open(file.path, job.name);
    await open;
    return await slot.read(page);
  };
  const keep = async (page: number, found: ReadPage, isFresh: boolean) => {
    const storeImage = found.image && artifacts.createPageImage(job, page, found.image);
    await Promise.all([storeImage, isFresh && memo.create(key(page), found)]);
  };

  for (let page = 1; page <= pageCount; page++) {
    const remembered = await memo.read(key(page));
    const found = remembered ?? (await read(page));
    pageCount = found.pageCount;
    pages.push(found.page);
    await kept; // One page is stored while the next one is read, and no more wait in memory.
    kept = keep(page, found, !remembered);
    kept.catch(() => undefined); // Awaited above or below; until then it must not end the process.
  }
  slot[Symbol.dispose]();
  await kept;
  return { pageCount, read: pages };
}

/** Runs what has the same key one after another: the same bytes under two names are recognised once, then remembered. */
function oneAtATime() {
  const last = new Map<string, Promise<unknown>>();
  return async <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const before = last.get(key);
    const mine = (before ?? Promise.resolve()).then(work, work);
    last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (last.get(key) === mine) last.delete(key);
    }
  };
}
