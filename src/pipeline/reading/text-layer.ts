import type { Word } from '../../domain/ocr.ts';
import type { Fragment } from './fragment.ts';
import { corners, rectangle, type GreyImage } from './geometry.ts';

/** A character of a PDF's text layer; its box in pixels of the page image, y downwards. */
export interface LayerCharacter {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** The font does not say which character this is. */
  readonly unmapped: boolean;
}

/** Fewer characters than this are believed only if they explain the ink. */
const MANY_CHARACTERS = 400;
const MAX_UNMAPPED = 0.1;
/** Share of the page's ink that may lie outside the characters of a page with few of them. */
const MAX_OTHER_INK = 0.5;
/** Grey below it is ink, 0–255. */
const INK = 160;
/** Pixels of ink that are dust, not a word. */
const DUST = 40;

/** Whether a text layer says what a person sees; else the page is to be recognised. */
export function isUsable(layer: readonly LayerCharacter[], image: GreyImage): boolean {
  const printed = layer.filter(({ text }) => text.trim() !== '');
  if (printed.filter(({ unmapped }) => unmapped).length > printed.length * MAX_UNMAPPED) return false;
  if (printed.length >= MANY_CHARACTERS) return true;
  const { total, outside } = countInk(printed, image);
  if (total < DUST) return true;
  return printed.length > 0 && outside <= total * MAX_OTHER_INK;
}

function countInk(characters: readonly LayerCharacter[], { pixels, width, height }: GreyImage) {
  const covered = new Uint8Array(pixels.length);
  for (const { left, top, right, bottom } of characters) {
    const [from, to] = [Math.max(0, Math.floor(left) - 1), Math.min(width, Math.ceil(right) + 1)];
    for (let y = Math.max(0, Math.floor(top) - 1); y < Math.min(height, bottom + 1); y++) {
      if (to > from) covered.fill(1, y * width + from, y * width + to);
    }
  }
  let [total, outside] = [0, 0];
  for (let index = 0; index < pixels.length; index++) {
    if ((pixels[index] ?? 0) >= INK) continue;
    total++;
    if (covered[index] === 0) outside++;
  }
  return { total, outside };
}

/** Words of a text layer, as fragments: a new one where the layer breaks the line, turns back or leaves a wide gap. */
export function layerFragments(layer: readonly LayerCharacter[]): Fragment[] {
  const heights = layer.filter(({ text }) => text.trim() !== '').map(({ top, bottom }) => bottom - top);
  const usual = heights.sort((a, b) => a - b)[Math.floor(heights.length / 2)] ?? 0;
  const fragments: Word[][] = [];
  let word: LayerCharacter[] = [];
  let broken = true;
  const endWord = () => {
    const last = fragments.at(-1)?.at(-1);
    const next = wordOf(word);
    if (next) {
      if (broken || !last || !follows(last, next)) fragments.push([next]);
      else fragments.at(-1)?.push(next);
      broken = false;
    }
    word = [];
  };
  for (const character of layer) {
    const blank = character.text.trim() === '';
    // Some layers hold no blanks, and a word that is hyphenated at the end of a row goes on far away.
    if (blank || isApart(word.at(-1), character, usual)) endWord();
    if (!blank) word.push(character);
    if (/[\r\n]/.test(character.text)) broken = true;
  }
  endWord();
  return fragments.map((words) => ({ words, polygon: hull(words) }));
}

/** Whether two characters are further apart than either, or than a usual one, is large. */
function isApart(last: LayerCharacter | undefined, next: LayerCharacter, usual: number): boolean {
  if (!last) return false;
  const gapX = Math.max(next.left - last.right, last.left - next.right);
  const gapY = Math.max(next.top - last.bottom, last.top - next.bottom);
  const sizes = [last, next].flatMap(({ left, top, right, bottom }) => [right - left, bottom - top]);
  return Math.max(gapX, gapY) > Math.max(usual, ...sizes);
}

function wordOf(characters: readonly LayerCharacter[]): Word | undefined {
  const text = characters.map((character) => character.text).join('');
  if (text === '') return undefined;
  const of = (side: 'left' | 'top' | 'right' | 'bottom') => characters.map((character) => character[side]);
  const polygon = rectangle(
    Math.min(...of('left')),
    Math.min(...of('top')),
    Math.max(...of('right')),
    Math.max(...of('bottom')),
  );
  return { text, polygon, confidence: 1 };
}

/** Whether a word stands right of another on the same row, at most two heights away. */
function follows(last: Word, next: Word): boolean {
  const [a, b] = [bounds([last]), bounds([next])];
  const height = Math.max(a.bottom - a.top, b.bottom - b.top);
  const sameRow =
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.3 * Math.min(a.bottom - a.top, b.bottom - b.top);
  return sameRow && b.left > a.left && b.left - a.right < 2 * height;
}

function hull(words: readonly Word[]) {
  const { left, top, right, bottom } = bounds(words);
  return rectangle(left, top, right, bottom);
}

function bounds(words: readonly Word[]) {
  const points = words.flatMap(({ polygon }) => corners(polygon));
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}
