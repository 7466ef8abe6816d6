import { deflateSync, crc32 } from 'node:zlib';
import PDFDocument from 'pdfkit';
import sharp from 'sharp';
import { readerLimits } from '../../../src/adapters/reader/limits.ts';
import { openPdf } from '../../../src/adapters/reader/pdf-document.ts';

// The reader blocks it for documents; here it opens the reader's own pictures.
sharp.unblock({ operation: ['VipsForeignLoadWebp'] });

/** Letters in 24 points, so that a scan of them is readable beyond doubt. */
export async function pdfOf(pages: readonly string[], options: PDFKit.PDFDocumentOptions = {}): Promise<Buffer> {
  const pdf = new PDFDocument({ size: 'A5', ...options, autoFirstPage: false });
  for (const text of pages) pdf.addPage().fontSize(24).text(text, 60, 80);
  return await finish(pdf);
}

/** The same text as pictures, one JPEG a page. */
export async function scannedPdfOf(pages: readonly string[]): Promise<Buffer> {
  const printed = await openPdf(await pdfOf(pages), readerLimits);
  const pdf = new PDFDocument({ autoFirstPage: false });
  for (const index of pages.keys()) {
    const { image, width, height } = await printed.render(index + 1);
    pdf.addPage({ size: [width / 3, height / 3], margin: 0 });
    pdf.image(await sharp(image).jpeg().toBuffer(), 0, 0, { width: width / 3 });
  }
  printed.close();
  return await finish(pdf);
}

/** One page of text as a picture. */
export async function pictureOf(text: string, format: 'png' | 'jpeg'): Promise<Buffer> {
  const printed = await openPdf(await pdfOf([text]), readerLimits);
  const { image } = await printed.render(1);
  printed.close();
  return await sharp(image).toFormat(format).toBuffer();
}

async function finish(pdf: PDFKit.PDFDocument): Promise<Buffer> {
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const end = new Promise((resolve) => pdf.once('end', resolve));
  pdf.end();
  await end;
  return Buffer.concat(chunks);
}

/** A page whose content stream is this, deflated `times` times. */
export function pdfWithContent(content: Buffer, times = 1): Buffer {
  let stream = content;
  for (let time = 0; time < times; time++) stream = deflateSync(stream, { level: 9 });
  const filters = '/FlateDecode'.repeat(times);
  return Buffer.concat([
    Buffer.from(
      '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
        '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n' +
        '5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n' +
        `4 0 obj<</Filter[${filters}]/Length ${stream.length}>>stream\n`,
    ),
    stream,
    Buffer.from('\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF'),
  ]);
}

/** A few hundred bytes that become 200 MB in memory. */
export const memoryBomb = () => pdfWithContent(Buffer.alloc(200e6, ' '), 2);

/** A few kilobytes that take a minute to draw. */
export const timeBomb = () => pdfWithContent(Buffer.from('BT /F 9 Tf 9 9 Td (slow page) Tj ET\n'.repeat(2_000_000)));

/** A PNG that says it has so many pixels, and has next to none. */
export function pngHeaderOf(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const parts = [
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(Buffer.alloc(1000))),
    pngChunk('IEND', Buffer.alloc(0)),
  ];
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...parts]);
}

function pngChunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(content.length, 0);
  chunk.set(body, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
}
