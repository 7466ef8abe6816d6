import { expect, it } from 'vitest';
import type { OcrPage } from '../../src/domain/ocr.ts';
import { ocr } from '../../src/pipeline/ocr.ts';

const run = { documentId: 'a'.repeat(26), version: '0x8D', run: 1 };
const engine = { name: 'test', digest: 'd' };
const page = (number: number): OcrPage => {
  return { page: number, width: 10, height: 20, source: 'recognised', words: [], lines: [], text: '', hasImage: true };
};

it('puts pages in order, whatever order they were read in', () => {
  const result = ocr(run, engine, [page(2), page(1)]);

  expect(result).toEqual({ schema: 1, ...run, engine, pageCount: 2, pages: [page(1), page(2)] });
});

it.each([
  { what: 'none', pages: [], pageCount: 0, have: 'none' },
  { what: 'a missing one', pages: [page(1), page(3)], pageCount: 2, have: '1, 3' },
  { what: 'a missing last one', pages: [page(1), page(2)], pageCount: 3, have: '1, 2' },
  { what: 'one twice', pages: [page(1), page(1)], pageCount: 2, have: '1, 1' },
])('refuses pages with $what', ({ pages, pageCount, have }) => {
  const attempt = () => ocr(run, engine, pages, pageCount);

  expect(attempt).toThrow(`The document has ${pageCount} pages, but these were read: ${have}`);
  expect(attempt).toThrow(expect.objectContaining({ code: 'invalid' }));
});
