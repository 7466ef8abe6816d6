import { withMemory, type Pdfium } from './pdfium.ts';

/** FPDF_PAGEOBJ_IMAGE. */
const IMAGE = 3;

/**
 * The JPEG of a page that is nothing but one: what a scanner makes. Its own pixels are sharper than any rendering of them, and
 * some generators name a colour space that the JPEG does not have, which pdfium renders as a stretched picture.
 */
export function scannedJpeg(library: Pdfium, page: number): Uint8Array | undefined {
  if (library._FPDFPage_CountObjects(page) !== 1 || library._FPDFPage_GetAnnotCount(page) > 0) return undefined;
  const object = library._FPDFPage_GetObject(page, 0);
  if (library._FPDFPageObj_GetType(object) !== IMAGE || library._FPDFPageObj_HasTransparency(object) === 1)
    return undefined;
  if (library._FPDFPage_GetRotation(page) !== 0 || !fillsPage(library, page, object) || !isJpeg(library, object))
    return undefined;
  const size = library._FPDFImageObj_GetImageDataRaw(object, 0, 0);
  return withMemory(library, size, (memory) => {
    library._FPDFImageObj_GetImageDataRaw(object, memory, size);
    return library.HEAPU8.slice(memory, memory + size);
  });
}

/** Upright, not mirrored, and on all of the page but for a hundredth. */
function fillsPage(library: Pdfium, page: number, object: number): boolean {
  const [width, height] = [library._FPDF_GetPageWidthF(page), library._FPDF_GetPageHeightF(page)];
  return withMemory(library, 24, (memory) => {
    // FS_MATRIX a b c d e f, floats: x' = ax + cy + e; y' = bx + dy + f, of the unit square. Crop boxes begin elsewhere than (0, 0).
    if (library._FPDFPageObj_GetMatrix(object, memory) !== 1) return false;
    const view = new DataView(library.HEAPU8.buffer);
    const [a, b, c, d, e, f] = [0, 4, 8, 12, 16, 20].map((offset) => view.getFloat32(memory + offset, true)) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    const near = (value: number, wanted: number, side: number) => Math.abs(value - wanted) <= side * 0.01;
    const upright = near(b, 0, height) && near(c, 0, width) && near(a, width, width) && near(d, height, height);
    return upright && near(e, 0, width) && near(f, 0, height);
  });
}

function isJpeg(library: Pdfium, object: number): boolean {
  if (library._FPDFImageObj_GetImageFilterCount(object) !== 1) return false;
  return withMemory(library, 32, (memory) => {
    const length = library._FPDFImageObj_GetImageFilter(object, 0, memory, 32);
    const name = String.fromCharCode(...library.HEAPU8.subarray(memory, memory + Math.max(0, length - 1)));
    return length <= 32 && name === 'DCTDecode';
  });
}
