import { afterAll, beforeAll, expect, it } from 'vitest';
import sharp from 'sharp';
import { OcrPage } from '../../../src/domain/ocr.ts';
import { corners } from '../../../src/pipeline/reading/geometry.ts';
import type { DocumentReader, ReadPage } from '../../../src/ports.ts';
import { pdfOf, pictureOf, scannedPdfOf } from './documents.ts';
import { fileOf } from './folder.ts';

const MARKERS = ['Albatross', 'Buttercup', 'Cinnamon'];

/** What every reader promises. */
export function readerContract(make: () => Promise<{ reader: DocumentReader; stop: () => Promise<void> }>): void {
  let reader: DocumentReader;
  let stop: () => Promise<void>;
  beforeAll(async () => ({ reader, stop } = await make()));
  afterAll(async () => await stop());

  const readAll = async (content: Uint8Array | string, name = 'document'): Promise<ReadPage[]> => {
    using slot = await reader.acquire();
    const { pageCount } = await slot.open(fileOf(content), name);
    const pages: ReadPage[] = [];
    for (let page = 1; page <= pageCount; page++) pages.push(await slot.read(page));
    return pages;
  };

  it('reads all pages of a scanned PDF in order', async () => {
    const pages = await readAll(await scannedPdfOf(MARKERS.map((marker) => `Page of the ${marker}`)), 'scan.pdf');

    expect(pages.map(({ pageCount }) => pageCount)).toEqual([3, 3, 3]);
    expect(pages.map(({ page }) => page.page)).toEqual([1, 2, 3]);
    expect(pages.map(({ page }) => page.text)).toEqual(MARKERS.map((marker) => `Page of the ${marker}`));
  });

  it('reads the text of a born-digital PDF', async () => {
    const [page] = await readAll(await pdfOf(['Invoice 4711\nTotal 12.50']), 'invoice.pdf');

    expect(page?.page.lines.map(({ text }) => text)).toEqual(['Invoice 4711', 'Total 12.50']);
    expect(await inkInside(page)).toBeGreaterThan(0.95);
  });

  it.each(['png', 'jpeg'] as const)('reads a %s picture', async (format) => {
    const [page] = await readAll(await pictureOf('Thank you for your visit', format), `receipt.${format}`);

    expect(page?.page.text).toBe('Thank you for your visit');
  });

  it('gives words with polygons that lie on the picture of the page', async () => {
    const [page] = await readAll(await pictureOf('Upper words\nLower words', 'png'), 'receipt.png');

    const { width, height } = await sharp(page?.image).metadata();
    expect([page?.page.width, page?.page.height]).toEqual([width, height]);
    expect(OcrPage.parse(page?.page).words.map(({ text }) => text)).toEqual(['Upper', 'words', 'Lower', 'words']);
    for (const { polygon, confidence } of page?.page.words ?? []) {
      const [topLeft, topRight, bottomRight, bottomLeft] = corners(polygon) as [number, number][];
      expect(topLeft?.[0]).toBeLessThan(topRight?.[0] ?? 0);
      expect(bottomLeft?.[0]).toBeLessThan(bottomRight?.[0] ?? 0);
      expect(topLeft?.[1]).toBeLessThan(bottomLeft?.[1] ?? 0);
      expect(Math.min(...polygon)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...corners(polygon).map(([x]) => x))).toBeLessThanOrEqual(width);
      expect(Math.max(...corners(polygon).map(([, y]) => y))).toBeLessThanOrEqual(height);
      expect(confidence).toBeGreaterThan(0.5);
    }
    expect(await inkInside(page)).toBeGreaterThan(0.95);
  });

  it('reads plain text as one page without a picture', async () => {
    const [page] = await readAll('The soup was cold.\r\n\r\nNever again!', 'review.txt');

    expect(page?.page.lines.map(({ text }) => text)).toEqual(['The soup was cold.', 'Never again!']);
    expect(page?.page.hasImage).toBe(false);
    expect(page?.image).toBeUndefined();
  });

  it('goes on after a file that it rejected', async () => {
    using slot = await reader.acquire();
    await expect(slot.open(fileOf(''), 'empty.txt')).rejects.toMatchObject({
      code: 'rejected',
      message: 'The file is empty.',
    });

    await slot.open(fileOf('next'), 'next.txt');
    expect((await slot.read(1)).page.text).toBe('next');
  });

  it('names its engine with a digest that stays', () => {
    expect(reader.engine.name).not.toBe('');
    expect(reader.engine.digest).toMatch(/^[0-9a-f]{64}$/);
  });
}

/** The share of the picture's dark pixels that lie inside some word. */
async function inkInside(read: ReadPage | undefined): Promise<number> {
  const { data, info } = await sharp(read?.image).greyscale().raw().toBuffer({ resolveWithObject: true });
  let [dark, inside] = [0, 0];
  for (const [index, value] of data.entries()) {
    if (value > 100) continue;
    dark++;
    const [x, y] = [index % info.width, Math.floor(index / info.width)];
    const contains = read?.page.words.some(({ polygon: [left = 0, top = 0, , , right = 0, bottom = 0] }) => {
      return x >= left - 2 && x <= right + 2 && y >= top - 2 && y <= bottom + 2;
    });
    if (contains) inside++;
  }
  return inside / dark;
}
