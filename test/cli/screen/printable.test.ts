import { expect, it } from 'vitest';
import { printable, printableJson } from '../../../src/cli/screen/printable.ts';

it.each([
  { what: 'a plain name', text: 'receipt 1.jpg', shown: 'receipt 1.jpg' },
  { what: 'a right-to-left override', text: 'invoice\u202egpj.exe', shown: 'invoice\\u202egpj.exe' },
  { what: 'bidi isolates and marks', text: '\u2066a\u2069\u200f\u061c', shown: '\\u2066a\\u2069\\u200f\\u061c' },
  { what: 'an escape sequence', text: '\u001b[31mred', shown: '\\u001b[31mred' },
  { what: 'C1 controls and DEL', text: 'a\u009b31m\u007f', shown: 'a\\u009b31m\\u007f' },
  { what: 'line breaks of all kinds', text: 'a\nb\rc\u2028d', shown: 'a\\u000ab\\u000dc\\u2028d' },
  { what: 'a zero-width space and a byte order mark', text: 'a\u200bb\ufeff', shown: 'a\\u200bb\\ufeff' },
  { what: 'tag characters, in two UTF-16 units', text: 'a\u{e0041}', shown: 'a\\udb40\\udc41' },
  { what: 'half a surrogate pair', text: 'a\ud800b', shown: 'a\\ud800b' },
  { what: 'accents, kanji and a joined emoji', text: 'é e\u0301 領収書 👩‍👧', shown: 'é e\u0301 領収書 👩‍👧' },
])('shows $what safely', ({ text, shown }) => {
  expect(printable(text)).toBe(shown);
});

it('writes JSON that reads back the same, with nothing hidden in it', () => {
  const value = { name: 'a\u202eb\u009bc\n' };

  const json = printableJson(value);

  expect(json).toBe('{"name":"a\\u202eb\\u009bc\\n"}');
  expect(JSON.parse(json)).toEqual(value);
});
