import { PDFiumModule } from '@hyzyla/pdfium';
import { AppError } from '../../domain/errors.ts';

/** A pointer into the WebAssembly memory; 0 is null. */
type Pointer = number;

/**
 * The functions of pdfium that are used here. The package's own wrapper knows neither character boxes nor form values.
 * Source: pdfium/public/fpdfview.h, fpdf_text.h, fpdf_annot.h, fpdf_formfill.h.
 */
export interface Pdfium {
  readonly HEAPU8: Uint8Array<ArrayBuffer>;
  readonly wasmExports: { malloc(bytes: number): Pointer; free(pointer: Pointer): void };
  _FPDF_InitLibraryWithConfig(config: object): void;
  _FPDF_LoadMemDocument(bytes: Pointer, size: number, password: Pointer): Pointer;
  _FPDF_CloseDocument(document: Pointer): void;
  _FPDF_GetLastError(): number;
  _FPDF_GetPageCount(document: Pointer): number;
  _FPDF_DocumentHasValidCrossReferenceTable(document: Pointer): number;
  _FPDF_GetFormType(document: Pointer): number;
  _FPDF_LoadPage(document: Pointer, index: number): Pointer;
  _FPDF_ClosePage(page: Pointer): void;
  _FPDF_GetPageWidthF(page: Pointer): number;
  _FPDF_GetPageHeightF(page: Pointer): number;
  _FPDFBitmap_CreateEx(width: number, height: number, format: number, buffer: Pointer, stride: number): Pointer;
  _FPDFBitmap_FillRect(bitmap: Pointer, left: number, top: number, width: number, height: number, colour: number): void;
  _FPDFBitmap_Destroy(bitmap: Pointer): void;
  _FPDF_RenderPageBitmap(
    bitmap: Pointer,
    page: Pointer,
    x: number,
    y: number,
    width: number,
    height: number,
    rotate: number,
    flags: number,
  ): void;
  _FPDF_FFLDraw(
    form: Pointer,
    bitmap: Pointer,
    page: Pointer,
    x: number,
    y: number,
    width: number,
    height: number,
    rotate: number,
    flags: number,
  ): void;
  _FPDFDOC_InitFormFillEnvironment(document: Pointer, callbacks: Pointer): Pointer;
  _FPDFDOC_ExitFormFillEnvironment(form: Pointer): void;
  _FORM_OnAfterLoadPage(page: Pointer, form: Pointer): void;
  _FORM_OnBeforeClosePage(page: Pointer, form: Pointer): void;
  _FPDFText_LoadPage(page: Pointer): Pointer;
  _FPDFText_ClosePage(text: Pointer): void;
  _FPDFText_CountChars(text: Pointer): number;
  _FPDFText_GetUnicode(text: Pointer, index: number): number;
  _FPDFText_HasUnicodeMapError(text: Pointer, index: number): number;
  /** Writes left, top, right, bottom as floats, in points from the page's bottom left. */
  _FPDFText_GetLooseCharBox(text: Pointer, index: number, box: Pointer): number;
  /** Writes two ints: pixels of a page that is `width × height` pixels, y downwards. */
  _FPDF_PageToDevice(
    page: Pointer,
    x: number,
    y: number,
    width: number,
    height: number,
    rotate: number,
    pageX: number,
    pageY: number,
    deviceX: Pointer,
    deviceY: Pointer,
  ): number;
  _FPDFPage_GetRotation(page: Pointer): number;
  _FPDFPage_CountObjects(page: Pointer): number;
  _FPDFPage_GetObject(page: Pointer, index: number): Pointer;
  _FPDFPageObj_GetType(object: Pointer): number;
  _FPDFPageObj_HasTransparency(object: Pointer): number;
  /** Writes six floats. */
  _FPDFPageObj_GetMatrix(object: Pointer, matrix: Pointer): number;
  _FPDFImageObj_GetImageFilterCount(object: Pointer): number;
  _FPDFImageObj_GetImageFilter(object: Pointer, index: number, buffer: Pointer, size: number): number;
  /** Returns the bytes of the stream as it is stored. */
  _FPDFImageObj_GetImageDataRaw(object: Pointer, buffer: Pointer, size: number): number;
  _FPDFPage_GetAnnotCount(page: Pointer): number;
  _FPDFPage_GetAnnot(page: Pointer, index: number): Pointer;
  _FPDFPage_CloseAnnot(annotation: Pointer): void;
  _FPDFAnnot_GetSubtype(annotation: Pointer): number;
  /** UTF-16; returns the bytes of the value with its closing zero. */
  _FPDFAnnot_GetFormFieldValue(form: Pointer, annotation: Pointer, buffer: Pointer, size: number): number;
}

/** FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY. */
export const PASSWORD_ERROR = 4;
export const SECURITY_ERROR = 5;

let module: Promise<Pdfium> | undefined;

/** pdfium, compiled at first need. One per process: it is not made for more. */
export function pdfium(): Promise<Pdfium> {
  module ??= (PDFiumModule as (options: object) => Promise<unknown>)({}).then((loaded) => {
    const library = loaded as Pdfium;
    library._FPDF_InitLibraryWithConfig({ version: 2 });
    return library;
  });
  return module;
}

/** Lends memory of pdfium's for the time of a call. @throws AppError `rejected` when there is none. */
export function withMemory<T>(library: Pdfium, bytes: number, use: (pointer: Pointer) => T): T {
  const pointer = library.wasmExports.malloc(bytes);
  if (pointer === 0)
    throw new AppError('rejected', 'The document needs more memory than a document may use.', {
      next: 'Split it and upload the parts.',
    });
  try {
    return use(pointer);
  } finally {
    library.wasmExports.free(pointer);
  }
}
