import PDFDocument from 'pdfkit';
import sharp from 'sharp';
import { readerLimits } from '../../src/adapters/reader/limits.ts';
import { openPdf } from '../../src/adapters/reader/pdf-document.ts';
import type { Content } from './uploads.ts';

// The reader blocks it for documents; here it opens the reader's own pictures.
sharp.unblock({ operation: ['VipsForeignLoadWebp'] });

/** The file that holds a content; the same content gives the same bytes. */
export async function bytesOf(content: Content): Promise<Buffer> {
  const { kind, pages, mark } = content;
  switch (kind) {
    case 'text':
      return Buffer.from(`The ${mark} review: ${pages.join(', ')}. The pasta was delicious and the waiter was kind.`);
    case 'pdf':
      return await pdfOf(content);
    case 'picture':
      return await pictureOf(content);
    case 'empty':
      return Buffer.alloc(0);
    case 'cut-pdf':
      return (await pdfOf(content)).subarray(0, 300);
    case 'archive':
      return Buffer.from(`PK\u0003\u0004 ${mark}`);
  }
}

async function pdfOf({ pages, mark }: Content): Promise<Buffer> {
  // Without a date of its own the library writes today's.
  const pdf = new PDFDocument({ size: [300, 200], autoFirstPage: false, info: { CreationDate: new Date(0) } });
  for (const word of pages)
    pdf
      .addPage({ size: [300, 200], margin: 20 })
      .fontSize(20)
      .text(`Letter ${mark}\n${word}`);
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const end = new Promise((resolve) => pdf.once('end', resolve));
  pdf.end();
  await end;
  return Buffer.concat(chunks);
}

async function pictureOf(content: Content): Promise<Buffer> {
  const printed = await openPdf(await pdfOf(content), readerLimits);
  const { image } = await printed.render(1);
  printed.close();
  return await sharp(image).png().toBuffer();
}
