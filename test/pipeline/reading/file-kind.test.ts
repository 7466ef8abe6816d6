import { expect, it } from 'vitest';
import { fileKind } from '../../../src/pipeline/reading/file-kind.ts';

const bytes = (latin1: string) => Uint8Array.from(latin1, (character) => character.charCodeAt(0));
const utf8 = (text: string) => new TextEncoder().encode(text);

it.each([
  { begins: '%PDF-1.7\n', name: 'a.txt', kind: 'pdf' },
  { begins: '\xef\xbb\xbf\r\n%PDF-1.7\n', name: 'a.pdf', kind: 'pdf' },
  { begins: '\x89PNG\r\n\x1a\n', name: 'a.pdf', kind: 'png' },
  { begins: '\xff\xd8\xff\xe0', name: 'a', kind: 'jpeg' },
  { begins: 'BMW sells cars', name: 'a.txt', kind: 'text' },
  { begins: 'a < b, and <br /> is no document', name: 'a.log', kind: 'text' },
  { begins: '\xff\xfeh\0i\0', name: 'a.txt', kind: 'text' },
  { begins: '\xfe\xff\0h\0i', name: 'a.txt', kind: 'text' },
])('takes "$begins" named $name for $kind', ({ begins, name, kind }) => {
  expect(fileKind(bytes(begins), name)).toBe(kind);
});

it('takes text in any language for text', () => {
  expect(fileKind(utf8('Zu süß · 너무 달아요 · 😀'), 'review.txt')).toBe('text');
});

it.each([
  { begins: 'RIFF\x10\0\0\0WEBPVP8 ', name: 'a.webp', looksLike: 'a WebP picture' },
  { begins: 'BM\x46\0\0\0\0\0', name: 'a.bmp', looksLike: 'a BMP picture' },
  { begins: 'II*\0\x08\0\0\0', name: 'a.tif', looksLike: 'a TIFF picture' },
  { begins: '\0\0\0\x18ftypheic', name: 'a.heic', looksLike: 'a HEIC or AVIF picture or a film' },
  { begins: '\xd0\xcf\x11\xe0\xa1\xb1', name: 'a.doc', looksLike: 'an old Office file' },
  { begins: '{\\rtf1 hello}', name: 'a.txt', looksLike: 'an RTF file' },
  { begins: 'plain enough', name: 'a.docx', looksLike: 'a .docx file' },
  { begins: 'Hello <svg onload="x">', name: 'a.txt', looksLike: 'an HTML, SVG or XML file' },
  { begins: '<!-- a comment --><html>', name: 'a.txt', looksLike: 'an HTML, SVG or XML file' },
  { begins: 'text with a bell \x07', name: 'a.txt', looksLike: 'a binary file of a kind not known here' },
  { begins: 'not \xe9 UTF-8', name: 'a.txt', looksLike: 'a binary file of a kind not known here' },
])('names what "$begins" looks like and what is accepted', ({ begins, name, looksLike }) => {
  expect(() => fileKind(bytes(begins), name)).toThrow(
    expect.objectContaining({
      code: 'unsupported',
      message: `The file looks like ${looksLike}, which is not read here.`,
      next: 'Send PDF, PNG, JPEG or plain text.',
    }),
  );
});

it('rejects text that calls itself a PDF', () => {
  expect(() => fileKind(bytes('Dear Sir'), 'letter.PDF')).toThrow(expect.objectContaining({ code: 'rejected' }));
});
