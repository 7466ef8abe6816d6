import type { Line, OcrPage, Polygon } from '../../domain/ocr.ts';
import { textAngle } from './angle.ts';
import type { AnalyzeOptions } from './analyze-options.ts';
import { spanCounter, type Span } from './string-index.ts';

/** A page as our reader read it, and its size as the service gives it. */
export interface ReadPage {
  readonly read: OcrPage;
  readonly width: number;
  readonly height: number;
  /** Pixels of the picture that was sent; inches of a PDF. */
  readonly unit: 'pixel' | 'inch';
}

export type AnalyzeResult = ReturnType<typeof analyzeResult>;

/**
 * Pages in the words of the service: `content` holds all lines in reading order, everything else points into it.
 * The reader knows no paragraphs and no handwriting: `paragraphs` and `styles` are empty.
 */
export function analyzeResult({ apiVersion, model, stringIndexType }: AnalyzeOptions, pages: readonly ReadPage[]) {
  const content = pages.map(({ read }) => read.lines.map(({ text }) => `${text}\n`).join('')).join('');
  const count = spanCounter(content.replace(/\n$/, ''), stringIndexType);
  let offset = 0;
  const shown = pages.map((page) => {
    const { end, ...analysed } = pageResult(page, offset, count);
    offset = end;
    return analysed;
  });
  return {
    apiVersion,
    modelId: model,
    stringIndexType,
    ...(apiVersion >= '2024' && { contentFormat: 'text' }),
    content: content.replace(/\n$/, ''),
    pages: shown,
    paragraphs: [],
    styles: [],
  };
}

function pageResult({ read, width, height, unit }: ReadPage, start: number, count: (span: Span) => Span) {
  const place = placer(read, { width, height, unit });
  let end = start;
  const words: WordResult[] = [];
  const lines = read.lines.map((line) => {
    const span = { offset: end, length: line.text.length };
    words.push(
      ...wordsOf(line, read, end).map(({ polygon, span, ...word }) => ({
        ...word,
        polygon: place(polygon),
        span: count(span),
      })),
    );
    end += line.text.length + 1;
    return { content: line.text, polygon: place(line.polygon), spans: [count(span)] };
  });
  return {
    end,
    pageNumber: read.page,
    angle: textAngle(read.lines),
    width,
    height,
    unit,
    words,
    lines,
    spans: end === start ? [] : [count({ offset: start, length: end - start - 1 })],
  };
}

interface WordResult {
  readonly content: string;
  readonly polygon: Polygon;
  readonly confidence: number;
  readonly span: Span;
}

/** The words of a line, one blank between two: that is how our reader writes a line. */
function wordsOf({ firstWord, wordCount }: Line, { words }: OcrPage, start: number): WordResult[] {
  let offset = start;
  return words.slice(firstWord, firstWord + wordCount).map(({ text, polygon, confidence }) => {
    const span = { offset, length: text.length };
    offset += text.length + 1;
    return { content: text, polygon, confidence, span };
  });
}

/** From pixels of the reader's picture to the page's unit: whole pixels, or inches with four digits. */
function placer(read: OcrPage, { width, height, unit }: Pick<ReadPage, 'width' | 'height' | 'unit'>) {
  const [scaleX, scaleY] = [width / read.width, height / read.height];
  const digits = unit === 'pixel' ? 1 : 1e4;
  return (polygon: Polygon): Polygon =>
    polygon.map((value, index) => Math.round(value * (index % 2 === 0 ? scaleX : scaleY) * digits) / digits);
}
