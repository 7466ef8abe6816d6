import PDFDocument from 'pdfkit';
import { seededRandom } from '../random.ts';
import { drawBlock } from './draw-block.ts';
import type { Block } from './markup.ts';
import type { Pen, Style } from './pen.ts';

/** Draws pages as a PDF with a text layer: the same bytes every time. */
export async function drawPages(pages: readonly (readonly Block[])[], style: Style, seed: number): Promise<Buffer> {
  const height = style.height === 'fit' ? Math.max(...pages.map((page) => measure(page, style, seed))) : style.height;
  const pdf = newPdf(style, height);
  const random = seededRandom(seed);
  for (const page of pages) {
    pdf.addPage();
    drawPage({ pdf, style, random, frames: [] }, page);
  }
  // pdfkit starts another page when the text does not fit: part of the document would be where nobody looks for it.
  const drawn = pdf.bufferedPageRange().count;
  if (drawn !== pages.length)
    throw new Error(`The text needs ${String(drawn)} pages instead of ${String(pages.length)}`);
  return finish(pdf);
}

/** A PDF whose pages are pictures, as a scanner writes it. `width` in points; JPEG or PNG. */
export async function pdfOfPictures(pictures: readonly Uint8Array[], width: number, height: number): Promise<Buffer> {
  const pdf = newPdf({ margin: 0, width }, height);
  for (const picture of pictures) {
    pdf.addPage();
    pdf.image(Buffer.from(picture), 0, 0, { width, height });
  }
  return finish(pdf);
}

function newPdf({ width, margin }: Pick<Style, 'width' | 'margin'>, height: number): PDFKit.PDFDocument {
  // pdfkit derives the file's id from this date: a fixed one keeps the bytes the same.
  const info = { CreationDate: new Date('2026-01-01T00:00:00Z') };
  return new PDFDocument({ size: [width, height], margin, autoFirstPage: false, bufferPages: true, info });
}

function measure(page: readonly Block[], style: Style, seed: number): number {
  const pdf = newPdf(style, 10_000);
  pdf.addPage();
  drawPage({ pdf, style, random: seededRandom(seed), frames: [] }, page);
  // One line more: what ends exactly at the margin would start another page.
  return pdf.y + style.margin + style.size;
}

function drawPage(pen: Pen, page: readonly Block[]): void {
  for (const block of page) drawBlock(pen, block);
}

async function finish(pdf: PDFKit.PDFDocument): Promise<Buffer> {
  pdf.end();
  const chunks: Buffer[] = [];
  for await (const chunk of pdf) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
