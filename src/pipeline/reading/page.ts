import type { OcrPage } from '../../domain/ocr.ts';
import type { Fragment } from './fragment.ts';
import { scalePolygon } from './geometry.ts';
import { readingOrder } from './reading-order.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Makes a page of what an engine found.
 *
 * @param seen The space in which the fragments are; `picture` is the one in which the page's polygons will be.
 */
export function pageOf(
  page: number,
  source: OcrPage['source'],
  fragments: readonly Fragment[],
  seen: Size,
  picture: Size,
): OcrPage {
  const [scaleX, scaleY] = [picture.width / seen.width, picture.height / seen.height];
  const scaled = fragments.map(({ words, polygon }) => ({
    words: words.map((word) => ({ ...word, polygon: scalePolygon(word.polygon, scaleX, scaleY) })),
    polygon: scalePolygon(polygon, scaleX, scaleY),
  }));
  const { words, lines } = readingOrder(scaled);
  const text = lines.map((line) => line.text).join('\n');
  return { page, width: picture.width, height: picture.height, source, words, lines, text, hasImage: true };
}
