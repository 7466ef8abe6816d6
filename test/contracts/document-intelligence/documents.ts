import { PDFiumLibrary } from '@hyzyla/pdfium';
import PDFDocument from 'pdfkit';
import sharp from 'sharp';

/** A5 pages with text in 24 points, its top left at (60, 80) points. */
export async function pdfOf(pages: readonly string[], options: PDFKit.PDFDocumentOptions = {}): Promise<Buffer> {
  const pdf = new PDFDocument({ size: 'A5', ...options, autoFirstPage: false });
  for (const text of pages) pdf.addPage().fontSize(24).text(text, 60, 80);
  return await finish(pdf);
}

/** A picture of such a page, so many times as large as its points. */
export async function pictureOf(text: string, scale: number): Promise<{ png: Buffer; width: number; height: number }> {
  const library = await PDFiumLibrary.init();
  try {
    const document = await library.loadDocument(await pdfOf([text]));
    const { data, width, height } = await document.getPage(0).render({ scale, render: 'bitmap' });
    const png = await sharp(data, { raw: { width, height, channels: 4 } })
      .flatten({ background: 'white' })
      .png()
      .toBuffer();
    return { png, width, height };
  } finally {
    library.destroy();
  }
}

/** A page with one line of Helvetica; its letters A and B stand for these texts (a ToUnicode map says so). */
export function mappedPdfOf(line: string, map: { A: string; B: string }): Buffer {
  const hex = (text: string) => Buffer.from(text, 'utf16le').swap16().toString('hex');
  const cmap =
    '/CIDInit/ProcSet findresource begin 12 dict begin begincmap/CMapName/X def/CMapType 2 def ' +
    `1 begincodespacerange<00><ff>endcodespacerange 2 beginbfrange <20> <40> <0020> <43> <7e> <0043> endbfrange ` +
    `2 beginbfchar <41> <${hex(map.A)}> <42> <${hex(map.B)}> endbfchar endcmap end end`;
  const content = `BT /F 24 Tf 60 300 Td (${line}) Tj ET`;
  return Buffer.from(
    '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
      '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 595]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n' +
      '5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>endobj\n' +
      `4 0 obj<</Length ${content.length}>>stream\n${content}\nendstream endobj\n` +
      `6 0 obj<</Length ${cmap.length}>>stream\n${cmap}\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF`,
  );
}

async function finish(pdf: PDFKit.PDFDocument): Promise<Buffer> {
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const end = new Promise((resolve) => pdf.once('end', resolve));
  pdf.end();
  await end;
  return Buffer.concat(chunks);
}

/** The share of a picture's dark pixels that lie inside some polygon's bounds. */
export async function inkInside(
  png: Buffer,
  polygons: readonly (readonly { x: number; y: number }[])[],
): Promise<number> {
  const { data, info } = await sharp(png).greyscale().raw().toBuffer({ resolveWithObject: true });
  const boxes = polygons.map((corners) => {
    const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
    return [Math.min(...xs) - 8, Math.max(...xs) + 8, Math.min(...ys) - 8, Math.max(...ys) + 8] as const;
  });
  let [dark, inside] = [0, 0];
  for (const [index, value] of data.entries()) {
    if (value > 100) continue;
    dark++;
    const [x, y] = [index % info.width, Math.floor(index / info.width)];
    if (boxes.some(([left, right, top, bottom]) => x >= left && x <= right && y >= top && y <= bottom)) inside++;
  }
  return inside / dark;
}
