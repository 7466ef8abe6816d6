import { expect, it } from 'vitest';
import type { Fragment } from '../../../src/pipeline/reading/fragment.ts';
import { rectangle } from '../../../src/pipeline/reading/geometry.ts';
import { readingOrder } from '../../../src/pipeline/reading/reading-order.ts';

/** Text at a place, 20 high, 10 a character, the whole turned around (0, 0) by `degrees`. */
function fragment(text: string, left: number, top: number, degrees = 0): Fragment {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const upright = rectangle(left, top, left + text.length * 10, top + 20);
  const polygon = upright.map((value, index) => {
    return index % 2 === 0
      ? value * cos - (upright[index + 1] ?? 0) * sin
      : (upright[index - 1] ?? 0) * sin + value * cos;
  });
  return { words: text.split(' ').map((word) => ({ text: word, polygon, confidence: 1 })), polygon };
}

const lines = (fragments: readonly Fragment[]) => readingOrder(fragments).lines.map(({ text }) => text);

it.each([0, 3, 10, 90, 180, 270])('reads the rows of a receipt across, on a page turned by %i°', (degrees) => {
  const at = (text: string, left: number, top: number) => fragment(text, left, top, degrees);
  const receipt = [
    at('12.50', 400, 104),
    at('TOTAL', 50, 100),
    at('SHOP', 200, 10),
    at('1.00', 410, 66),
    at('Tea', 50, 60),
  ];

  expect(lines(receipt)).toEqual(['SHOP', 'Tea 1.00', 'TOTAL 12.50']);
});

it('reads columns of prose one after the other, between what runs across them', () => {
  const rows = [1, 2, 3, 4, 5];
  const columns = rows.flatMap((row) => [
    fragment(`left column of text row ${row}`, 50, 40 + row * 30),
    fragment(`right column of text row ${row}`, 350, 42 + row * 30),
  ]);
  const page = [
    fragment('A title that runs across the page', 150, 10),
    ...columns,
    fragment('A footer that runs across it', 150, 300),
  ];

  expect(lines(page)).toEqual([
    'A title that runs across the page',
    ...rows.map((row) => `left column of text row ${row}`),
    ...rows.map((row) => `right column of text row ${row}`),
    'A footer that runs across it',
  ]);
});

it('does not take a table for columns', () => {
  const rows = [1, 2, 3, 4, 5].map((row) => [
    fragment(`item ${row}`, 50, row * 30),
    fragment(`some description here`, 200, row * 30),
    fragment(`${row}.00`, 600, row * 30),
  ]);

  expect(lines(rows.flat())).toEqual([1, 2, 3, 4, 5].map((row) => `item ${row} some description here ${row}.00`));
});

it('lets each line own its words', () => {
  const { words, lines: found } = readingOrder([fragment('second row', 0, 50), fragment('first row here', 0, 0)]);

  expect(words.map(({ text }) => text)).toEqual(['first', 'row', 'here', 'second', 'row']);
  expect(found.map(({ firstWord, wordCount }) => [firstWord, wordCount])).toEqual([
    [0, 3],
    [3, 2],
  ]);
  expect(found[0]?.polygon).toEqual([0, 0, 140, 0, 140, 20, 0, 20]);
});

it('reads a blank page', () => {
  expect(readingOrder([])).toEqual({ words: [], lines: [] });
});
