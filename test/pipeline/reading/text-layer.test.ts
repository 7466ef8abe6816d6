import { expect, it } from 'vitest';
import { isUsable, layerFragments, type LayerCharacter } from '../../../src/pipeline/reading/text-layer.ts';

/** Characters of 10 × 20 pixels in a row; `top` moves the row. */
const typed = (text: string, left = 0, top = 0, unmapped = false): LayerCharacter[] =>
  Array.from(text, (character, index) => {
    const x = left + index * 10;
    return { text: character, left: x, top, right: x + 10, bottom: top + 20, unmapped };
  });

/** A white page of 400 × 200 pixels with black rectangles. */
function pageWith(...black: [left: number, top: number, right: number, bottom: number][]) {
  const pixels = new Uint8Array(400 * 200).fill(255);
  for (const [left, top, right, bottom] of black) {
    for (let y = top; y < bottom; y++) pixels.fill(0, y * 400 + left, y * 400 + right);
  }
  return { pixels, width: 400, height: 200 };
}

it.each([
  { what: 'a blank page', layer: [], page: pageWith(), usable: true },
  { what: 'a page with a speck of dust', layer: [], page: pageWith([5, 5, 10, 10]), usable: true },
  { what: 'a scan', layer: [], page: pageWith([50, 50, 150, 70]), usable: false },
  { what: 'a letter', layer: typed('Dear Sir'), page: pageWith([2, 4, 78, 16]), usable: true },
  {
    what: 'a scan with a page number',
    layer: typed('7'),
    page: pageWith([2, 4, 8, 16], [50, 50, 350, 150]),
    usable: false,
  },
  { what: 'unmapped fonts', layer: typed('\u0001\u0002', 0, 0, true), page: pageWith([2, 4, 18, 16]), usable: false },
  {
    what: 'a long text with a picture',
    layer: typed('x'.repeat(400)),
    page: pageWith([0, 50, 400, 200]),
    usable: true,
  },
])('judges the text layer of $what: usable $usable', ({ layer, page, usable }) => {
  expect(isUsable(layer, page)).toBe(usable);
});

it('makes words, and breaks them into fragments at line ends and wide gaps', () => {
  const layer = [...typed('Net total'), ...typed('12.50', 300), ...typed('\r\n', 350), ...typed('Thanks', 0, 30)];

  const fragments = layerFragments(layer);

  expect(fragments.map(({ words }) => words.map(({ text }) => text))).toEqual([
    ['Net', 'total'],
    ['12.50'],
    ['Thanks'],
  ]);
  expect(fragments[0]?.words[1]).toEqual({ text: 'total', polygon: [40, 0, 90, 0, 90, 20, 40, 20], confidence: 1 });
});

it('keeps dots together that lead from a heading to its page', () => {
  const dot = (left: number) => ({ text: '.', left, top: 18, right: left + 2, bottom: 20, unmapped: false });

  const [fragment] = layerFragments([...typed('Heading'), ...[80, 88, 96].map(dot), ...typed('7', 104)]);

  expect(fragment?.words.map(({ text }) => text)).toEqual(['Heading...7']);
});
