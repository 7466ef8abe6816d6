import { AppError } from '../../domain/errors.ts';
import { isUsable, layerFragments } from '../../pipeline/reading/text-layer.ts';
import { pageOf } from '../../pipeline/reading/page.ts';
import type { OpenDocument } from './opened.ts';
import type { ReaderLimits } from './limits.ts';
import { pictureScale, webp } from './page-image.ts';
import { picture, type Picture } from './picture.ts';
import { loadPage, type PdfPage } from './pdf-page.ts';
import type { ReadAnswer } from './protocol.ts';
import { settings } from './settings.ts';
import { PASSWORD_ERROR, pdfium, SECURITY_ERROR, type Pdfium } from './pdfium.ts';

/** @throws AppError `rejected` when the file is damaged, cut off or encrypted. */
export async function openPdf(bytes: Uint8Array, limits: ReaderLimits): Promise<OpenDocument> {
  const library = await pdfium();
  const memory = library.wasmExports.malloc(bytes.length);
  library.HEAPU8.set(bytes, memory);
  const document = library._FPDF_LoadMemDocument(memory, bytes.length, 0);
  const close = () => {
    if (document !== 0) library._FPDF_CloseDocument(document);
    library.wasmExports.free(memory);
  };
  try {
    if (document === 0) throw unreadable(library._FPDF_GetLastError());
    if (isCutOff(library, document, bytes)) throw unreadable();
  } catch (error) {
    close();
    throw error;
  }
  const form = openForm(library, document);
  return {
    pageCount: library._FPDF_GetPageCount(document),
    hasImages: true,
    async read(number) {
      using page = loadPage(library, document, form.handle, number);
      return await readPage(page, number, limits);
    },
    async render(number) {
      using page = loadPage(library, document, form.handle, number);
      const scan = await scanOf(page, limits);
      return scan ? await scan.render() : await webp(page.render(pictureScale(page)));
    },
    close() {
      form.close();
      close();
    },
  };
}

async function readPage(page: PdfPage, number: number, limits: ReaderLimits): Promise<ReadAnswer> {
  const scan = await scanOf(page, limits);
  if (scan) return await scan.read(number);
  const layer = page.characters(pictureScale(page));
  const filledIn = page.hasFormValues();
  // Rendering a huge scan takes seconds: once, in the size that recognition wants, when it is clear that it comes to that.
  const early = layer.length === 0 || filledIn;
  const rendered = page.render(early ? recognitionScale(page, limits) : pictureScale(page));
  const shown = await webp(rendered);
  if (!filledIn && isUsable(layer, rendered)) {
    return { page: pageOf(number, 'text-layer', layerFragments(layer), shown, shown), image: shown.image };
  }
  const { recognise } = await import('./recognise.ts');
  const seen = early ? rendered : page.render(recognitionScale(page, limits));
  return { page: pageOf(number, 'recognised', await recognise(seen), seen, shown), image: shown.image };
}

/** A scan's own picture; `undefined` also when sharp cannot decode it, which pdfium then may. */
async function scanOf(page: PdfPage, limits: ReaderLimits): Promise<Picture | undefined> {
  const jpeg = page.scannedJpeg();
  if (!jpeg) return undefined;
  try {
    return await picture(jpeg, { limits, orient: false });
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

/** At 200 dpi, small pages larger, huge ones smaller. */
function recognitionScale(page: PdfPage, { renderPixels }: ReaderLimits): number {
  const wanted = Math.max(settings.dpi / 72, Math.min(settings.maxDpi / 72, pictureScale(page)));
  return Math.min(wanted, Math.sqrt(renderPixels / (page.width * page.height)));
}

/** A file that ends in the middle: of its only version, or of one that was added behind the end mark of another. */
function isCutOff(library: Pdfium, document: number, bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = file.lastIndexOf('%%EOF');
  if (end === -1) return library._FPDF_DocumentHasValidCrossReferenceTable(document) !== 1;
  return /\d\s+obj\b/.test(file.toString('latin1', end));
}

function unreadable(code?: number): AppError {
  if (code === PASSWORD_ERROR) {
    return new AppError('rejected', 'The PDF is encrypted and needs a password.', {
      next: 'Remove the password and upload it again.',
    });
  }
  if (code === SECURITY_ERROR) {
    return new AppError('rejected', 'The PDF is protected in a way that cannot be read here.', {
      next: 'Save it without protection and upload it again.',
    });
  }
  return new AppError('rejected', 'The PDF is damaged or cut off.', {
    next: 'Upload it again; if it does not open on your computer either, export it anew.',
  });
}

/** What draws filled-in fields. 256 bytes are enough for FPDF_FORMFILLINFO (about 140), whose callbacks are all null. */
function openForm(library: Pdfium, document: number) {
  if (library._FPDF_GetFormType(document) === 0) return { handle: 0, close: () => undefined };
  const callbacks = library.wasmExports.malloc(256);
  library.HEAPU8.fill(0, callbacks, callbacks + 256);
  new DataView(library.HEAPU8.buffer).setUint32(callbacks, 2, true);
  const handle = library._FPDFDOC_InitFormFillEnvironment(document, callbacks);
  return {
    handle,
    close() {
      if (handle !== 0) library._FPDFDOC_ExitFormFillEnvironment(handle);
      library.wasmExports.free(callbacks);
    },
  };
}
