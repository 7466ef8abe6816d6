import { describe, expect, it } from 'vitest';
import { shortenEnd, shortenMiddle } from '../../../src/cli/screen/shorten.ts';
import { textWidth } from '../../../src/cli/screen/width.ts';

describe('textWidth', () => {
  it.each([
    { text: 'abc', width: 3 },
    { text: 'e\u0301', width: 1 },
    { text: '領収書', width: 6 },
    { text: 'ｆｕｌｌ', width: 8 },
    { text: '👩‍👧', width: 2 },
    { text: '1️⃣', width: 2 },
    { text: 'a\u202eb', width: 8 },
    { text: '', width: 0 },
  ])('counts the columns of "$text"', ({ text, width }) => {
    expect(textWidth(text)).toBe(width);
  });
});

describe('shortenMiddle', () => {
  it.each([
    { text: 'short.jpg', width: 9, shown: 'short.jpg' },
    { text: 'a-very-long-name.jpg', width: 11, shown: 'a-ver…e.jpg' },
    { text: '領収書領収書.jpg', width: 9, shown: '領収….jpg' },
    { text: 'abc\u202edef', width: 9, shown: 'abc…def' },
    { text: 'abc', width: 1, shown: '…' },
    { text: 'abc', width: 0, shown: '' },
  ])('fits "$text" into $width columns', ({ text, width, shown }) => {
    expect(shortenMiddle(text, width)).toBe(shown);
  });

  it('never takes more columns than it has, and leaves no half of an escape or a letter', () => {
    const text = `x\u202e領${'e\u0301'.repeat(9)}\u0007👩‍👧y`;

    for (let width = 0; width < 40; width += 1) {
      const shown = shortenMiddle(text, width);
      expect(textWidth(shown)).toBeLessThanOrEqual(width);
      expect(shown.replaceAll(/\\u[0-9a-f]{4}/g, '')).not.toMatch(/\\|\ufffd/);
    }
  });
});

describe('shortenEnd', () => {
  it.each([
    { text: 'The file is empty', width: 40, shown: 'The file is empty' },
    { text: 'The file is empty', width: 9, shown: 'The file…' },
    { text: 'The file is empty', width: 0, shown: '' },
  ])('fits "$text" into $width columns', ({ text, width, shown }) => {
    expect(shortenEnd(text, width)).toBe(shown);
  });
});
