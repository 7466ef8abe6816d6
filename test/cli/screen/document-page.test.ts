import { expect, it } from 'vitest';
import { documentPage } from '../../../src/cli/screen/document-page.ts';
import { textWidth } from '../../../src/cli/screen/width.ts';
import { aDetail } from '../documents.ts';
import { memoryScreen } from '../memory-screen.ts';

const page = (detail = aDetail(), columns = 100) =>
  documentPage(detail, memoryScreen({ columns, rows: 50 })).join('\n');

it('tells what a document is, how it got there and what the models say', () => {
  const text = page();

  expect(text).toContain('✓ scored  receipt 98.7 %');
  expect(text).toContain('1 page · 3.0 kB · image/jpeg · 1.2 s');
  expect(text).toMatch(/ocr +2 +2026-11-21 14:05:00 +800 ms/);
  expect(text).toMatch(/receipt {2}█{23}[^ ]? +98\.7 %\n +invoice +[▏▎▍▌]/);
  expect(text).toMatch(/0x8DE0000000001 +1 {2}✓ scored/);
});

it('gives the reason and the next step of a document that was rejected', () => {
  const text = page(aDetail({ state: 'rejected' }));

  expect(text).toMatch(/reason +The file is empty \(rejected\)\nnext step +Send it again/);
  expect(text).not.toContain('Predictions');
});

it('shows names safely and never wider than the window', () => {
  const text = page(aDetail({ name: `x\u202e${'領'.repeat(900)}\u001b[2J.jpg` }), 60);

  expect(text).toContain('x\\u202e領');
  // eslint-disable-next-line no-control-regex -- their absence is the subject
  expect(text).not.toMatch(/[\u202e\u001b]/);
  expect(Math.max(...text.split('\n').slice(0, 1).map(textWidth))).toBeLessThanOrEqual(60);
});
