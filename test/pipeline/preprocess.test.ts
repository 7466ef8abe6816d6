import { describe, expect, it } from 'vitest';
import { Features } from '../../src/domain/features.ts';
import { preprocess, tokensOf } from '../../src/pipeline/preprocess.ts';
import { aTextPage } from '../fixtures/builders.ts';

const run = { documentId: 'a'.repeat(26), version: '0x1', run: 1 };
const anOcrResult = (...texts: string[]) => ({
  ...run,
  schema: 1 as const,
  engine: { name: 'test', digest: 'one' },
  pageCount: texts.length,
  pages: texts.map((text, index) => aTextPage(text, index + 1)),
});

describe('tokensOf', () => {
  it.each([
    { text: 'Pay the bill, pay!', tokens: ['pai', 'bill', 'pai'] },
    { text: 'INV-2024', tokens: ['inv'] },
    { text: 'Total: $12.50', tokens: ['total'] },
    { text: 'payment payments PAYING', tokens: ['payment', 'payment', 'pai'] },
    { text: 'Crème BRÛLÉE', tokens: ['creme', 'brule'] },
    { text: 'Cre\u0300me', tokens: ['creme'] },
    { text: 'ﬁne ＴＯＴＡＬ', tokens: ['fine', 'total'] },
    { text: 'It was not good', tokens: ['not', 'good'] },
    { text: "didn't and couldn’t", tokens: ['not', 'not'] },
    { text: 'İstanbul', tokens: ['istanbul'] },
    { text: 'Москва 東京', tokens: ['москва', '東京'] },
    { text: '한국어', tokens: ['한국어'] },
    { text: 'हिन्दी', tokens: ['हिन्दी'] },
    { text: 'first_name e-mail', tokens: ['first', 'name', 'e', 'mail'] },
    { text: '12 34 --- ** the of', tokens: [] },
  ])('takes the words of "$text"', ({ text, tokens }) => {
    expect(tokensOf(text)).toEqual(tokens);
  });
});

describe('preprocess', () => {
  it('reads all pages in order and keeps whose features they are', () => {
    const features = preprocess(anOcrResult('Alpha', '', 'Bravo Carbon'));

    expect(features).toEqual({
      ...run,
      schema: 1,
      preprocessVersion: 1,
      text: 'Alpha\n\nBravo\nCarbon',
      tokens: ['alpha', 'bravo', 'carbon'],
    });
    expect(Features.parse(features)).toEqual(features);
  });

  it.each([{ pages: ['', ''] }, { pages: ['12.50 **'] }, { pages: ['the of and'] }])(
    'rejects a document without words and says what to do: $pages',
    ({ pages }) => {
      expect(() => preprocess(anOcrResult(...pages))).toThrow(
        expect.objectContaining({ code: 'rejected', next: expect.stringContaining('Upload') as string }),
      );
    },
  );
});
