import { describe, expect, it } from 'vitest';
import { readCsv } from '../../../src/training/data/csv.ts';

const read = (text: string) => readCsv(new TextEncoder().encode(text));
const fields = (text: string) => read(text).records.map((record) => record.fields);

describe('readCsv', () => {
  it.each([
    { what: 'commas', text: 'a,b\n1,2\n', rows: [['1', '2']] },
    { what: 'semicolons, and commas in the fields', text: 'a;b;c\n1,5;2;x\n', rows: [['1,5', '2', 'x']] },
    { what: 'tabs', text: 'a\tb\n1\t2, three', rows: [['1', '2, three']] },
    { what: 'lines that end in CR LF, and a byte order mark', text: '\uFEFFa,b\r\n1,2\r\n', rows: [['1', '2']] },
    { what: 'quoted delimiters, quotes and line ends', text: 'a,b\n"x, ""y""\nz",2', rows: [['x, "y"\nz', '2']] },
    { what: 'quotes inside a field that none opens', text: 'a,b\n5" pipe,2', rows: [['5" pipe', '2']] },
    { what: 'lines without anything', text: 'a,b\n\n1,2\n\n', rows: [['1', '2']] },
    { what: 'fields without anything', text: 'a,b\n,\n"",2', rows: [['', ''], ['', '2']] }, // prettier-ignore
  ])('reads $what', ({ text, rows }) => {
    expect(fields(text)).toEqual(rows);
  });

  it('counts lines as an editor does, also behind a field of several lines', () => {
    expect(read('a,b\n"x\ny\nz",1\nu,2').records.map(({ line }) => line)).toEqual([2, 5]);
  });

  it.each([
    { what: 'a row with a field too many', text: 'a,b\n1,2\n1,2,3', says: 'Line 3: 3 fields, and the header has 2' },
    { what: 'a row with a field too few', text: 'a,b\n\n1', says: 'Line 3: 1 fields, and the header has 2' },
    { what: 'a quote that never closes', text: 'a,b\n1,2\n"x,3\n4,5', says: 'Line 3: a quote opens and never closes' },
    { what: 'text behind a closing quote', text: 'a,b\n"x"y,2', says: 'Line 2: "y" after a closing quote' },
    { what: 'two columns of one name', text: 'a,a\n1,2', says: 'Line 1: two columns are named "a"' },
    { what: 'a header alone', text: 'a,b\n', says: 'The file has a header and no rows' },
    { what: 'nothing', text: '', says: 'The file is empty' },
  ])('refuses $what', ({ text, says }) => {
    expect(() => read(text)).toThrow(says);
  });

  it('refuses bytes that are not UTF-8', () => {
    expect(() => readCsv(Uint8Array.of(0x61, 0x2c, 0xe9, 0x0a))).toThrow('not UTF-8');
  });
});
