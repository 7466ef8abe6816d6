import { getLongRunningPoller, isUnexpected } from '@azure-rest/ai-document-intelligence';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { page, source } from '../page.ts';
import { target } from '../target.ts';
import { analyse, analyseV4, base64, post, unchecked, v4 } from './clients.ts';
import { inkInside, mappedPdfOf, pdfOf, pictureOf } from './documents.ts';

const { documentIntelligence: address } = await target(['--only=document-intelligence']);

const swagger = source(
  'Azure/azure-rest-api-specs/blob/main/specification/ai/data-plane/DocumentIntelligence/stable/2024-11-30/DocumentIntelligence.json',
);
const response = page('ai-services/document-intelligence/concept/analyze-document-response');

/** The text that a span points at. */
const at = ({ content }: { content: string }, { offset, length }: { offset: number; length: number }) =>
  content.slice(offset, offset + length);

describe.concurrent(page('ai-services/document-intelligence/prebuilt/read'), () => {
  it('reads a PDF that the SDK of v3.1 sends', async () => {
    const result = await analyse(address, await pdfOf(['Albatross one\ntwo', 'Buttercup']));

    expect(result).toMatchObject({ apiVersion: '2023-07-31', modelId: 'prebuilt-read' });
    expect(result.content).toBe('Albatross one\ntwo\nButtercup');
    expect(result.pages?.map(({ pageNumber, lines }) => [pageNumber, lines?.map(({ content }) => content)])).toEqual([
      [1, ['Albatross one', 'two']],
      [2, ['Buttercup']],
    ]);
  });

  it('reads a PDF that the SDK of v4 sends as base64', async () => {
    const result = await analyseV4(address, base64(await pdfOf(['Albatross one\ntwo'])));

    expect(result).toMatchObject({
      apiVersion: '2024-11-30',
      modelId: 'prebuilt-read',
      contentFormat: 'text',
      content: 'Albatross one\ntwo',
    });
  });

  it('reads a picture', async () => {
    const { png } = await pictureOf('Albatross one', 2);

    expect((await analyse(address, png)).content).toBe('Albatross one');
  });

  it('reads the pages that were asked for, and no others', async () => {
    const file = await pdfOf(['one', 'two', 'three', 'four', 'five']);

    const result = await analyse(address, file, { pages: '2-3,5' });

    expect(result.pages?.map(({ pageNumber }) => pageNumber)).toEqual([2, 3, 5]);
    expect(result.content).toBe('two\nthree\nfive');
  });
});

describe.concurrent(response, () => {
  it('measures the pages of a PDF in inches', async () => {
    const { pages } = await analyse(address, await pdfOf(['x'], { size: [360, 540] }));

    expect(pages?.[0]).toMatchObject({ unit: 'inch', width: 5, height: 7.5 });
  });

  it('places words of a PDF in inches where they are printed', async () => {
    const { pages } = await analyse(address, await pdfOf(['Albatross']));

    const polygon = pages?.[0]?.words?.[0]?.polygon ?? [];
    const [left, top] = [Math.min(...polygon.map(({ x }) => x)), Math.min(...polygon.map(({ y }) => y))];
    expect(left).toBeCloseTo(60 / 72, 1);
    expect(top).toBeGreaterThan(70 / 72);
    expect(top).toBeLessThan(90 / 72);
  });

  it('measures a picture in its own pixels, and places its words in them', async () => {
    const { png, width, height } = await pictureOf('Albatross one', 6);

    const { pages } = await analyse(address, png);

    expect(Math.max(width, height)).toBeGreaterThan(3000);
    expect(pages?.[0]).toMatchObject({ unit: 'pixel', width, height });
    expect(await inkInside(png, pages?.[0]?.words?.map(({ polygon = [] }) => polygon) ?? [])).toBeGreaterThan(0.95);
  });

  it('sends polygons as flat lists of x and y, clockwise from the top left of the text', async () => {
    const result = await analyseV4(address, base64(await pdfOf(['Albatross'])));

    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0, x3 = 0, y3 = 0, x4 = 0, y4 = 0, ...more] =
      result?.pages[0]?.words?.[0]?.polygon ?? [];
    expect([x1 < x2, y2 < y3, x4 < x3, y1 < y4, more.length]).toEqual([true, true, true, true, 0]);
  });

  it('points from words, lines and pages at their text in the content', async () => {
    const result = await analyse(address, await pdfOf(['Albatross one\ntwo', 'Buttercup']));

    for (const { words = [], lines = [], spans } of result.pages ?? []) {
      expect(words.map(({ span }) => at(result, span))).toEqual(words.map(({ content }) => content));
      expect(lines.map((line) => line.spans.map((span) => at(result, span)))).toEqual(
        lines.map((line) => [line.content]),
      );
      expect(spans.map((span) => at(result, span))).toEqual([lines.map(({ content }) => content).join('\n')]);
    }
    expect(result.pages?.[1]?.spans).toEqual([{ offset: 18, length: 9 }]);
  });

  it('says of each word how sure it is', async () => {
    const { pages } = await analyse(address, (await pictureOf('Albatross one', 2)).png);

    const sure = pages?.[0]?.words?.map(({ confidence }) => confidence) ?? [];
    expect(sure.length).toBe(2);
    expect(sure.every((confidence) => confidence > 0.5 && confidence <= 1)).toBe(true);
  });

  it('says how far the text is turned clockwise', async () => {
    const upright = await pictureOf('Albatross one two three\nfour five six seven', 2);
    const turned = await sharp(upright.png).rotate(90).png().toBuffer();

    const { pages } = await analyse(address, turned);

    expect(pages?.[0]?.angle).toBeGreaterThan(85);
    expect(pages?.[0]?.angle).toBeLessThan(95);
  });

  it('shows an empty page without words, lines and spans', async () => {
    const { pages, content } = await analyse(address, await pdfOf(['']));

    expect(content).toBe('');
    expect(pages?.[0]).toMatchObject({ pageNumber: 1, words: [], lines: [], spans: [] });
  });
});

describe.concurrent(swagger, () => {
  it.each([
    { stringIndexType: undefined, word: { offset: 3, length: 2 }, content: 7 },
    { stringIndexType: 'textElements', word: { offset: 3, length: 2 }, content: 7 },
    { stringIndexType: 'unicodeCodePoint', word: { offset: 3, length: 3 }, content: 8 },
    { stringIndexType: 'utf16CodeUnit', word: { offset: 4, length: 3 }, content: 10 },
  ])('counts spans as stringIndexType=$stringIndexType says', async ({ stringIndexType, word, content }) => {
    // x, a smiley of two UTF-16 units · q with two dots (two code points), r · the smiley
    const file = mappedPdfOf('xA qBr A', { A: '😀', B: '\u0308' });

    const result = await analyseV4(address, base64(file), { query: stringIndexType ? { stringIndexType } : {} });

    expect(result?.content).toBe('x😀 q\u0308r 😀');
    expect(result?.stringIndexType).toBe(stringIndexType ?? 'textElements');
    expect(result?.pages[0]?.words?.[1]?.span).toEqual(word);
    const { offset = 0, length = 0 } = result?.pages[0]?.spans[0] ?? {};
    expect(offset + length).toBe(content);
  });

  it('answers 202 with the address of the operation, an id of the request and a time to wait', async () => {
    const { status, headers, body } = await post(address, base64(await pdfOf(['x'])));

    expect(status).toBe('202');
    expect(headers).toMatchObject({
      'operation-location': expect.stringMatching(
        /\/documentintelligence\/documentModels\/prebuilt-read\/analyzeResults\/[0-9a-f-]{36}\?api-version=2024-11-30$/,
      ) as string,
      'apim-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      'retry-after': expect.stringMatching(/^\d+$/) as string,
    });
    expect(body).toBeFalsy();
  });

  it('says that an analysis is not done yet, and then that it is', async () => {
    const initial = await post(address, base64((await pictureOf('Albatross one', 2)).png));
    if (isUnexpected(initial)) throw new Error(initial.body.error.message);
    const operation = unchecked(address, initial.headers['operation-location']);

    const before = await operation.get();
    await getLongRunningPoller(v4(address), initial).pollUntilDone();
    const after = await operation.get();

    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) as string;
    const times = { createdDateTime: time, lastUpdatedDateTime: time };
    expect(before.body).toEqual({ status: expect.stringMatching(/^(notStarted|running)$/) as string, ...times });
    expect(before.headers['retry-after']).toMatch(/^\d+$/);
    expect(after.body).toMatchObject({ status: 'succeeded', ...times, analyzeResult: { content: 'Albatross one' } });
    expect(after.headers['retry-after']).toBeUndefined();
  });

  it('takes a raw body from the SDK of v4', async () => {
    const initial = await v4(address)
      .path('/documentModels/{modelId}:analyze', 'prebuilt-read')
      .post({ contentType: 'application/pdf', body: await pdfOf(['raw']) });

    expect(isUnexpected(initial)).toBe(false);
    expect(initial.status).toBe('202');
  });
});
