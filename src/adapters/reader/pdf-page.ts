import { AppError } from '../../domain/errors.ts';
import type { GreyImage } from '../../pipeline/reading/geometry.ts';
import type { LayerCharacter } from '../../pipeline/reading/text-layer.ts';
import { scannedJpeg } from './pdf-scan.ts';
import { withMemory, type Pdfium } from './pdfium.ts';

/** FPDFBitmap_Gray; FPDF_ANNOT | FPDF_GRAYSCALE. */
const GREY_BITMAP = 1;
const WITH_ANNOTATIONS = 0x01;
const GREYSCALE = 0x08;
const WIDGET = 20;

/** One loaded page of a PDF. */
export interface PdfPage extends Disposable {
  /** In points, 1/72 inch, as a person sees the page. */
  readonly width: number;
  readonly height: number;
  render(scale: number): GreyImage;
  /** The text layer, its boxes in pixels at this scale. */
  characters(scale: number): LayerCharacter[];
  /** The picture, where the page is a scan and nothing else. */
  scannedJpeg(): Uint8Array | undefined;
  /** Whether somebody filled in a field: its text is in no text layer. */
  hasFormValues(): boolean;
}

/** @param form 0 when the document has no form. @throws AppError `rejected` when the page is damaged. */
export function loadPage(library: Pdfium, document: number, form: number, number: number): PdfPage {
  const page = library._FPDF_LoadPage(document, number - 1);
  const [width, height] = page === 0 ? [0, 0] : [library._FPDF_GetPageWidthF(page), library._FPDF_GetPageHeightF(page)];
  if (!(width > 0 && height > 0)) {
    throw new AppError('rejected', `Page ${number} cannot be shown: the file is damaged there.`, {
      next: 'Print or export the document to a new PDF and upload that.',
    });
  }
  if (form !== 0) library._FORM_OnAfterLoadPage(page, form);
  return {
    width,
    height,
    render: (scale) => render(library, page, form, pixels(width, scale), pixels(height, scale)),
    characters: (scale) => characters(library, page, pixels(width, scale), pixels(height, scale)),
    scannedJpeg: () => scannedJpeg(library, page),
    hasFormValues: () => form !== 0 && hasFormValues(library, page, form),
    [Symbol.dispose]() {
      if (form !== 0) library._FORM_OnBeforeClosePage(page, form);
      library._FPDF_ClosePage(page);
    },
  };
}

const pixels = (points: number, scale: number) => Math.max(1, Math.round(points * scale));

function render(library: Pdfium, page: number, form: number, width: number, height: number): GreyImage {
  return withMemory(library, width * height, (buffer) => {
    const bitmap = library._FPDFBitmap_CreateEx(width, height, GREY_BITMAP, buffer, width);
    try {
      library._FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xffffffff);
      library._FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, WITH_ANNOTATIONS | GREYSCALE);
      // Fields are drawn by the form, not as annotations.
      if (form !== 0) library._FPDF_FFLDraw(form, bitmap, page, 0, 0, width, height, 0, GREYSCALE);
      // A copy that must be: the memory is pdfium's and moves when it grows.
      return { pixels: library.HEAPU8.slice(buffer, buffer + width * height), width, height };
    } finally {
      library._FPDFBitmap_Destroy(bitmap);
    }
  });
}

function characters(library: Pdfium, page: number, width: number, height: number): LayerCharacter[] {
  const text = library._FPDFText_LoadPage(page);
  if (text === 0) return [];
  try {
    return withMemory(library, 40, (memory) => {
      const found: LayerCharacter[] = [];
      const count = library._FPDFText_CountChars(text);
      for (let index = 0; index < count; index++) {
        const code = library._FPDFText_GetUnicode(text, index);
        const unmapped = code === 0 || code === 0xfffd || library._FPDFText_HasUnicodeMapError(text, index) === 1;
        // pdfium ends a hyphenated line with U+0002 (older versions: U+FFFE).
        const hyphen = code === 0x02 || code === 0xfffe;
        const box = characterBox(library, page, text, index, memory, width, height);
        found.push({ text: hyphen ? '-' : String.fromCodePoint(code), unmapped: unmapped && !hyphen, ...box });
      }
      return found;
    });
  } finally {
    library._FPDFText_ClosePage(text);
  }
}

/** @param memory 40 bytes: four floats for the box in points, two ints for a corner in pixels. */
function characterBox(
  library: Pdfium,
  page: number,
  text: number,
  index: number,
  memory: number,
  width: number,
  height: number,
) {
  // The loose box has the font's height and the character's step: words get even boxes, and dots are no specks.
  library._FPDFText_GetLooseCharBox(text, index, memory);
  const view = new DataView(library.HEAPU8.buffer);
  const point = (offset: number) => view.getFloat32(memory + offset, true);
  const [left, top, right, bottom] = [point(0), point(4), point(8), point(12)];
  // Knows the page's rotation and crop box. Its pixels are whole ones, so ask for a page 16 times as large.
  const corner = (x: number, y: number) => {
    library._FPDF_PageToDevice(page, 0, 0, width * 16, height * 16, 0, x, y, memory + 32, memory + 36);
    return [view.getInt32(memory + 32, true) / 16, view.getInt32(memory + 36, true) / 16] as const;
  };
  const [[x1, y1], [x2, y2]] = [corner(left, top), corner(right, bottom)];
  return { left: Math.min(x1, x2), top: Math.min(y1, y2), right: Math.max(x1, x2), bottom: Math.max(y1, y2) };
}

function hasFormValues(library: Pdfium, page: number, form: number): boolean {
  return [...Array(library._FPDFPage_GetAnnotCount(page)).keys()].some((index) => {
    const annotation = library._FPDFPage_GetAnnot(page, index);
    if (annotation === 0) return false;
    try {
      if (library._FPDFAnnot_GetSubtype(annotation) !== WIDGET) return false;
      // Two bytes are the closing zero alone.
      return library._FPDFAnnot_GetFormFieldValue(form, annotation, 0, 0) > 2;
    } finally {
      library._FPDFPage_CloseAnnot(annotation);
    }
  });
}
