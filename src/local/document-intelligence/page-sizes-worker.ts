import { readFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { pdfium } from '../../adapters/reader/pdfium.ts';
import type { PageSize, PageSizesRequest } from './page-sizes.ts';

/** Answers each request with the sizes of its pages, in inches; `undefined` for a file that is no PDF after all. */
parentPort?.on('message', ({ path, pages }: PageSizesRequest) => {
  void sizes(path, pages).then((found) => parentPort?.postMessage(found));
});

async function sizes(path: string, pages: readonly number[]): Promise<PageSize[] | undefined> {
  const library = await pdfium();
  const bytes = readFileSync(path);
  const memory = library.wasmExports.malloc(bytes.length);
  library.HEAPU8.set(bytes, memory);
  const document = library._FPDF_LoadMemDocument(memory, bytes.length, 0);
  try {
    if (document === 0) return undefined;
    return pages.map((number) => {
      const page = library._FPDF_LoadPage(document, number - 1);
      const size = { width: library._FPDF_GetPageWidthF(page), height: library._FPDF_GetPageHeightF(page) };
      library._FPDF_ClosePage(page);
      return { width: inches(size.width), height: inches(size.height) };
    });
  } finally {
    if (document !== 0) library._FPDF_CloseDocument(document);
    library.wasmExports.free(memory);
  }
}

/** From points, with four digits. */
const inches = (points: number) => Math.round((points / 72) * 1e4) / 1e4;
