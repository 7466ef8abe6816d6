import type { OcrPage, Line, Word } from '../../domain/ocr.ts';
import { rectangle } from './geometry.ts';

/** A nominal character cell in pixels: plain text has no layout of its own. */
const CELL_WIDTH = 10;
const CELL_HEIGHT = 20;

/** Plain text as a page: its words stand on a grid of character cells, one row of the grid per line of the text. */
export function plainTextPage(text: string): OcrPage {
  const rows = text.replace(/^\uFEFF/, '').split(/\r\n|[\n\r\f\u0085\u2028\u2029]/);
  const words: Word[] = [];
  const lines: Line[] = [];
  for (const [row, content] of rows.entries()) {
    const own = [...content.matchAll(/\S+/g)].map((match) => wordAt(row, match.index, match[0]));
    const [first, last] = [own[0], own.at(-1)];
    if (!first || !last) continue;
    const [left = 0, top = 0] = first.polygon;
    const polygon = rectangle(left, top, last.polygon[2] ?? 0, top + CELL_HEIGHT);
    lines.push({ text: content.trim(), polygon, firstWord: words.length, wordCount: own.length });
    for (const word of own) words.push(word);
  }
  return {
    page: 1,
    width: rows.reduce((width, row) => Math.max(width, row.length), 1) * CELL_WIDTH,
    height: rows.length * CELL_HEIGHT,
    source: 'plain-text',
    words,
    lines,
    text: lines.map((line) => line.text).join('\n'),
    hasImage: false,
  };
}

function wordAt(row: number, column: number, text: string): Word {
  const [left, top] = [column * CELL_WIDTH, row * CELL_HEIGHT];
  return { text, polygon: rectangle(left, top, left + text.length * CELL_WIDTH, top + CELL_HEIGHT), confidence: 1 };
}
