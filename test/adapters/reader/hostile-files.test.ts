import { deflateSync } from 'node:zlib';
import { afterAll, expect, it } from 'vitest';
import { processReader } from '../../../src/adapters/reader/process-reader.ts';
import { pdfOf, pdfWithContent, pictureOf, pngHeaderOf } from './documents.ts';
import { fileOf } from './folder.ts';
import { keptLog } from './kept-log.ts';

const log = keptLog();
const reader = processReader({ readers: 1, log });
afterAll(async () => await reader[Symbol.asyncDispose]());

/** Opens a file and reads its first page. */
async function read(content: Uint8Array | string, name: string) {
  using slot = await reader.acquire();
  await slot.open(fileOf(content), name);
  return (await slot.read(1)).page;
}

const text = (content: string) => () => Promise.resolve(Buffer.from(content, 'latin1'));
const damagedPdf = 'The PDF is damaged or cut off.';
const damagedPicture = 'The picture is damaged or cut off.';
const html = 'The file looks like an HTML, SVG or XML file, which is not read here.';

it.each([
  { what: 'an empty file', name: 'a.pdf', make: text(''), code: 'rejected', message: 'The file is empty.' },
  { what: 'a truncated PDF', name: 'a.pdf', make: half(() => pdfOf(['whole'])), code: 'rejected', message: damagedPdf },
  { what: 'half of a PDF that was saved twice', name: 'a.pdf', make: cutUpdate, code: 'rejected', message: damagedPdf },
  {
    what: 'a PDF without content',
    name: 'a.pdf',
    make: text('%PDF-1.3\nnot a PDF\n%%EOF'),
    code: 'rejected',
    message: damagedPdf,
  },
  {
    what: 'an encrypted PDF',
    name: 'a.pdf',
    make: () => pdfOf(['secret'], { userPassword: 'sesame' }),
    code: 'rejected',
    message: 'The PDF is encrypted and needs a password.',
  },
  {
    what: 'a truncated JPEG',
    name: 'a.jpg',
    make: half(() => pictureOf('cut', 'jpeg')),
    code: 'rejected',
    message: damagedPicture,
  },
  {
    what: 'a truncated PNG',
    name: 'a.png',
    make: half(() => pictureOf('cut', 'png')),
    code: 'rejected',
    message: damagedPicture,
  },
  {
    what: 'a picture of 35,000 × 35,000 pixels',
    name: 'a.png',
    make: () => Promise.resolve(pngHeaderOf(35_000, 35_000)),
    code: 'rejected',
    message: 'The picture has 35000 × 35000 pixels (1,225 megapixels); at most 40 megapixels are read.',
  },
  {
    what: 'SVG',
    name: 'a.svg',
    make: text('<svg xmlns="http://www.w3.org/2000/svg"/>'),
    code: 'unsupported',
    message: html,
  },
  {
    what: 'SVG named .png',
    name: 'a.png',
    make: text('<svg><image href="file:///etc/passwd"/></svg>'),
    code: 'unsupported',
    message: html,
  },
  { what: 'HTML named .txt', name: 'a.txt', make: text('  <!DOCTYPE html><p>hi'), code: 'unsupported', message: html },
  {
    what: 'XML with entities',
    name: 'a.txt',
    make: text('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
    code: 'unsupported',
    message: html,
  },
  {
    what: 'a script with a PDF behind it',
    name: 'a.pdf',
    make: text(`<script>${' '.repeat(100)}</script>%PDF-1.4`),
    code: 'unsupported',
    message: html,
  },
  {
    what: 'a GIF with a PDF behind it',
    name: 'a.pdf',
    make: text('GIF89a\0\0\0%PDF-1.4'),
    code: 'unsupported',
    message: 'The file looks like a GIF picture, which is not read here.',
  },
  {
    what: 'a ZIP archive',
    name: 'a.docx',
    make: text('PK\x03\x04\x14\0\0\0'),
    code: 'unsupported',
    message: 'The file looks like a ZIP archive (Word and Excel files are ZIP archives too), which is not read here.',
  },
  {
    what: 'binary rubbish',
    name: 'a.txt',
    make: text('\x01\x02\x80\xff'),
    code: 'unsupported',
    message: 'The file looks like a binary file of a kind not known here, which is not read here.',
  },
])('refuses $what, in words and with a next step', async ({ name, make, code, message }) => {
  await expect(read(await make(), name)).rejects.toMatchObject({
    code,
    message,
    next: expect.stringMatching(/\.$/) as string,
  });
});

it.each([
  { what: 'a PNG named .pdf', name: 'a.pdf', make: () => pictureOf('Right content', 'png') },
  { what: 'a PDF named .txt', name: 'a.txt', make: () => pdfOf(['Right content']) },
  { what: 'a JPEG without extension', name: 'a', make: () => pictureOf('Right content', 'jpeg') },
])('reads $what by its content', async ({ name, make }) => {
  expect((await read(await make(), name)).text).toBe('Right content');
});

it('rejects a document of more pages than it reads', async () => {
  using slot = await reader.acquire();
  const many = await pdfOf(Array.from({ length: 201 }, () => 'page'));

  await expect(slot.open(fileOf(many), 'many.pdf')).rejects.toMatchObject({
    code: 'rejected',
    message: 'The document has 201 pages; at most 200 are read.',
  });
});

it('counts the pages of a PDF that claims a billion', async () => {
  using slot = await reader.acquire();
  const honest = pdfWithContent(Buffer.from('')).toString('latin1');
  const claims = Buffer.from(honest.replace('/Count 1', '/Count 1000000000'), 'latin1');

  expect((await slot.open(fileOf(claims), 'claims.pdf')).pageCount).toBe(1);
});

it('accounts for a page that has nothing on it', async () => {
  expect(await read(pdfWithContent(Buffer.from('')), 'blank.pdf')).toMatchObject({
    page: 1,
    words: [],
    text: '',
    hasImage: true,
  });
});

it('needed one process for all of them', () => {
  expect(log.of('reader.started')).toHaveLength(1);
});

function half(make: () => Promise<Buffer>) {
  return async () => {
    const whole = await make();
    return whole.subarray(0, whole.length / 2);
  };
}

/** A whole PDF, and the beginning of a second version of its page behind it. */
async function cutUpdate() {
  const whole = await pdfOf(['first version']);
  return Buffer.concat([
    whole,
    Buffer.from('\n3 0 obj<</Length 4000/Filter/FlateDecode>>stream\n'),
    deflateSync(Buffer.alloc(3000, 7)),
    Buffer.alloc(2000, 65),
  ]);
}
