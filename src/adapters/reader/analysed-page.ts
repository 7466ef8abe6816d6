import type { DocumentPage } from '@azure/ai-form-recognizer';
import type { Line, OcrPage, Polygon, Word } from '../../domain/ocr.ts';
import { scalePolygon } from '../../pipeline/reading/geometry.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * A page as Document Intelligence saw it, in pixels of our picture of it. The service puts lines in reading order.
 *
 * @throws Error when its page has another shape than ours: its polygons would point anywhere.
 */
export function analysedPage(seen: DocumentPage, number: number, picture: Size): OcrPage {
  const { width = 0, height = 0 } = seen;
  // The service's sizes are inches with four digits; ours are whole pixels.
  if (!(Math.abs((width / height) * (picture.height / picture.width) - 1) < 0.02)) {
    throw new Error(
      `Document Intelligence saw page ${number} as ${width} × ${height}, but it is ${picture.width} × ${picture.height}`,
    );
  }
  const place = (polygon: readonly { x: number; y: number }[] = []): Polygon =>
    scalePolygon(
      polygon.slice(0, 4).flatMap(({ x, y }) => [x, y]),
      picture.width / width,
      picture.height / height,
    );
  const words: Word[] = [];
  const lines: Line[] = [];
  const left = (seen.words ?? []).filter(({ content }) => content !== '');
  const add = (text: string, polygon: Polygon, own: typeof left) => {
    if (own.length === 0) return;
    lines.push({ text, polygon, firstWord: words.length, wordCount: own.length });
    words.push(
      ...own.map((word) => ({ text: word.content, polygon: place(word.polygon), confidence: word.confidence })),
    );
  };
  const free = new Set(left);
  for (const line of seen.lines ?? []) {
    const own = [...free].filter(({ span }) =>
      line.spans.some(({ offset, length }) => span.offset >= offset && span.offset < offset + length),
    );
    for (const word of own) free.delete(word);
    add(line.content, place(line.polygon), own);
  }
  // No word may be lost because it is in no line.
  for (const word of free) add(word.content, place(word.polygon), [word]);
  return {
    page: number,
    width: picture.width,
    height: picture.height,
    source: 'recognised',
    words,
    lines,
    text: lines.map(({ text }) => text).join('\n'),
    hasImage: true,
  };
}
