import { stemmer } from 'stemmer';
import { preprocessVersion } from '../domain/artifact.ts';
import { AppError } from '../domain/errors.ts';
import type { Features } from '../domain/features.ts';
import type { OcrResult } from '../domain/ocr.ts';
import { stopWords } from './stop-words.ts';

/**
 * Turns recognised text into what models read.
 *
 * @returns `text`: all pages, one below the other; `tokens`: see `tokensOf`.
 * @throws AppError `rejected` when no page holds a word that counts.
 */
export function preprocess({ documentId, version, run, pages }: OcrResult): Features {
  const text = pages.map((page) => page.text).join('\n');
  const tokens = tokensOf(text);
  if (tokens.length === 0) {
    throw new AppError('rejected', 'No words were found in the document', {
      next: 'Upload a sharper or larger picture, the right way up, of a page with printed text.',
    });
  }
  return { documentId, version, run, schema: 1, preprocessVersion, text, tokens };
}

/** Lower-case words without accents, in reading order, stop words left out, stemmed (Porter). Training uses it too. */
export function tokensOf(text: string): string[] {
  const words = fold(text).match(/\p{L}[\p{L}\p{M}]*/gu) ?? [];
  return words.filter((word) => !stopWords.has(word)).map((word) => stemmer(word));
}

/** One form for each letter: compatibility forms, case and Latin accents go; "don't" keeps its "not". */
function fold(text: string): string {
  const withoutAccents = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '');
  return withoutAccents.normalize('NFKC').replace(/n['’]t(?!\p{L})/gu, ' not');
}
