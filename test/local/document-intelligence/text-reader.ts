import { readFile } from 'node:fs/promises';
import type { DocumentReader } from '../../../src/ports.ts';

/** The smallest PDF that says something. */
export function tinyPdf(text: string): Buffer {
  const content = `BT (${text}) Tj ET`;
  return Buffer.from(
    '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
      '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 360 540]/Contents 4 0 R>>endobj\n' +
      `4 0 obj<</Length ${content.length}>>stream\n${content}\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF`,
  );
}

/** Reads what `tinyPdf` says, in no time, for tests that are not about reading. `opened` hears of each file. */
export function textReader(opened: () => Promise<void> | void = () => undefined): DocumentReader {
  let text = '';
  return {
    engine: { name: 'text-reader', digest: '' },
    acquire: () =>
      Promise.resolve({
        async open(path) {
          await opened();
          text = /\((.*)\) Tj/.exec(await readFile(path, 'latin1'))?.[1] ?? '';
          return { pageCount: 1 };
        },
        read: (page) => Promise.resolve({ pageCount: 1, page: pageOf(page, text), image: undefined }),
        [Symbol.dispose]: () => undefined,
      }),
  };
}

function pageOf(page: number, text: string) {
  const polygon = [10, 10, 90, 10, 90, 20, 10, 20];
  return {
    page,
    width: 100,
    height: 150,
    source: 'text-layer' as const,
    words: [{ text, polygon, confidence: 1 }],
    lines: [{ text, polygon, firstWord: 0, wordCount: 1 }],
    text,
    hasImage: true,
  };
}
