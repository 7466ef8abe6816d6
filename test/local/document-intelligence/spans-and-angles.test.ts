import { describe, expect, it } from 'vitest';
import { textAngle } from '../../../src/local/document-intelligence/angle.ts';
import { pageRanges, selectedPages } from '../../../src/local/document-intelligence/page-ranges.ts';
import { spanCounter } from '../../../src/local/document-intelligence/string-index.ts';

describe('spanCounter', () => {
  const text = 'a👩‍🚀 éz\u0308!';

  it.each([
    { type: 'utf16CodeUnit', of: 'éz\u0308', span: { offset: 7, length: 3 } },
    { type: 'unicodeCodePoint', of: 'éz\u0308', span: { offset: 5, length: 3 } },
    { type: 'textElements', of: 'éz\u0308', span: { offset: 3, length: 2 } },
    { type: 'textElements', of: '👩‍🚀', span: { offset: 1, length: 1 } },
    { type: 'unicodeCodePoint', of: '👩‍🚀', span: { offset: 1, length: 3 } },
    { type: 'textElements', of: text, span: { offset: 0, length: 6 } },
    { type: 'textElements', of: '', span: { offset: 0, length: 0 } },
  ] as const)('finds "$of" in $type', ({ type, of, span }) => {
    expect(spanCounter(text, type)({ offset: text.indexOf(of), length: of.length })).toEqual(span);
  });
});

describe('selectedPages', () => {
  it.each([
    { pages: null, selected: [1, 2, 3, 4] },
    { pages: '2', selected: [2] },
    { pages: '3-9,1', selected: [1, 3, 4] },
    { pages: '2-3, 3,2-2', selected: [2, 3] },
  ])('takes $pages of four pages', ({ pages, selected }) => {
    expect(selectedPages(pageRanges(pages), 4)).toEqual(selected);
  });

  it.each(['', '1-', '-1', '1,,2', '1;2', '0', '2-1'])('refuses "%s"', (pages) => {
    expect(() => pageRanges(pages)).toThrow('pages is invalid');
  });
});

describe('textAngle', () => {
  const line = (degrees: number, length: number) => {
    const [x, y] = [Math.cos((degrees / 180) * Math.PI) * length, Math.sin((degrees / 180) * Math.PI) * length];
    return { text: '', firstWord: 0, wordCount: 1, polygon: [0, 0, x, y, x - y, x + y, -y, x] };
  };

  it.each([
    { lines: [], degrees: 0 },
    { lines: [line(2, 100)], degrees: 2 },
    { lines: [line(-5, 100), line(90, 20), line(90, 20)], degrees: -5 },
    { lines: [line(180, 10)], degrees: 180 },
  ])('is $degrees for most of the text', ({ lines, degrees }) => {
    expect(textAngle(lines)).toBeCloseTo(degrees, 3);
  });
});
