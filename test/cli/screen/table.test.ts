import { describe, expect, it } from 'vitest';
import { plain } from '../../../src/cli/screen/paint.ts';
import { columnWidths, headerLine, tableLine, type Column } from '../../../src/cli/screen/table.ts';
import { textWidth } from '../../../src/cli/screen/width.ts';

const columns: readonly Column[] = [
  { title: 'name', min: 6, max: 20 },
  { title: 'pages', min: 5, max: 5, align: 'right' },
  { title: 'answer', min: 6, max: 12, cut: 'end' },
];
const row = (...texts: string[]) => texts.map((text) => ({ text }));

describe('columnWidths', () => {
  it.each([
    { what: 'the content', name: 'receipt.jpg', available: 80, widths: [11, 5, 7] },
    { what: 'the largest allowed', name: 'x'.repeat(99), available: 80, widths: [20, 5, 7] },
    {
      what: 'what the terminal leaves, the widest column first',
      name: 'x'.repeat(99),
      available: 25,
      widths: [9, 5, 7],
    },
    { what: 'the smallest allowed', name: 'x'.repeat(99), available: 3, widths: [6, 5, 6] },
    { what: 'the content when nothing limits it', name: 'receipt.jpg', available: Infinity, widths: [11, 5, 7] },
  ])('follow $what', ({ name, available, widths }) => {
    expect(columnWidths(columns, [row(name, '1', 'receipt')], available)).toEqual(widths);
  });

  it('leave cells that span columns out of account', () => {
    expect(columnWidths(columns, [[{ text: 'x'.repeat(30), span: 3 }]], 80)).toEqual([6, 5, 6]);
  });
});

describe('tableLine', () => {
  const widths = [8, 5, 7];

  it.each([
    {
      what: 'aligns and cuts in the middle',
      cells: row('a-long-name.jpg', '12', 'receipt'),
      line: 'a-lo…jpg     12  receipt',
    },
    { what: 'leaves no blanks at the end', cells: row('a', '', ''), line: 'a' },
    { what: 'counts columns and not characters', cells: row('領収書', '1', 'x'), line: '領収書        1  x' },
    {
      what: 'lets a cell span columns and cuts it at its end',
      cells: [{ text: 'a' }, { text: 'The file is empty', span: 2 }],
      line: 'a         The file is e…',
    },
    { what: 'escapes what would move the cursor', cells: row('a\u001bb', '1', 'x'), line: 'a\\u001bb      1  x' },
  ])('$what', ({ cells, line }) => {
    expect(tableLine(columns, widths, cells, plain)).toBe(line);
  });

  it('colours a cell after it was fitted', () => {
    const line = tableLine(
      columns,
      widths,
      [{ text: 'a', style: 'red' }, { text: '1' }],
      (style, text) => `<${style}:${text}>`,
    );

    expect(line).toBe('<red:a>             1');
  });

  it('is never wider than its columns', () => {
    const line = tableLine(columns, widths, row('👩‍👧'.repeat(9), '123456789', '領'.repeat(9)), plain);

    expect(textWidth(line)).toBeLessThanOrEqual(8 + 2 + 5 + 2 + 7);
  });
});

it('names the columns', () => {
  expect(headerLine(columns, [8, 5, 7], plain)).toBe('name      pages  answer');
});
