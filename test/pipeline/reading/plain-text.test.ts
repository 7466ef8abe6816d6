import { expect, it } from 'vitest';
import { OcrPage } from '../../../src/domain/ocr.ts';
import { plainTextPage } from '../../../src/pipeline/reading/plain-text.ts';

it('puts words on a grid of character cells', () => {
  const page = OcrPage.parse(plainTextPage('one  two\n\nthree\r\n'));

  expect(page).toMatchObject({ width: 80, height: 80, source: 'plain-text', hasImage: false, text: 'one  two\nthree' });
  expect(page.words).toEqual([
    { text: 'one', polygon: [0, 0, 30, 0, 30, 20, 0, 20], confidence: 1 },
    { text: 'two', polygon: [50, 0, 80, 0, 80, 20, 50, 20], confidence: 1 },
    { text: 'three', polygon: [0, 40, 50, 40, 50, 60, 0, 60], confidence: 1 },
  ]);
  expect(page.lines.map(({ firstWord, wordCount }) => [firstWord, wordCount])).toEqual([
    [0, 2],
    [2, 1],
  ]);
});

it('knows nothing of a byte order mark', () => {
  expect(plainTextPage('\uFEFFfirst').words[0]?.text).toBe('first');
});

it('makes a page of nothing but blanks', () => {
  expect(OcrPage.parse(plainTextPage(' \n\t'))).toMatchObject({ words: [], lines: [], text: '' });
});
