import type { Polygon, Word } from '../../domain/ocr.ts';
import type { Crop } from './crop.ts';
import type { Character } from './ctc.ts';
import { boxPolygon, type TextBox } from './geometry.ts';
import { splitWords } from './spacing.ts';

/** Words that an engine found side by side on one baseline; `reading-order.ts` makes lines of them. */
export interface Fragment {
  readonly words: readonly Word[];
  /** Around all of them, from the text's own top left. */
  readonly polygon: Polygon;
}

/** A fragment as seen when the page is turned so that its text runs from left to right. */
export interface Placed {
  readonly fragment: Fragment;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Below it a box is a picture, a rule or noise. Source: PaddleOCR's `drop_score`. */
const MIN_CONFIDENCE = 0.5;

/** The words of one box of text, or none when the network was not sure. */
export function fragmentOf(box: TextBox, characters: readonly Character[], crop: Crop): Fragment | undefined {
  if (characters.length === 0 || mean(characters) < MIN_CONFIDENCE) return undefined;
  const reach = reachOf(characters);
  const words = splitWords(characters, crop).map((word) => ({
    text: word.map(({ text }) => text).join(''),
    polygon: boxPolygon(box, Math.max(0, middle(word[0]) - reach), Math.min(1, middle(word.at(-1)) + reach)),
    confidence: Math.min(1, mean(word)),
  }));
  return { words, polygon: boxPolygon(box) };
}

const middle = (character: Character | undefined) => ((character?.from ?? 0) + (character?.to ?? 1)) / 2;

/** The network fires at the middle of a character; its rim is about a third of a usual step further, the rest is the gap. */
const SHARE_OF_STEP = 0.35;

function reachOf(characters: readonly Character[]): number {
  const steps = characters.slice(1).map((character, index) => middle(character) - middle(characters[index]));
  return (steps.sort((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 1) * SHARE_OF_STEP;
}

const mean = (characters: readonly Character[]) =>
  characters.reduce((sum, { confidence }) => sum + confidence, 0) / characters.length;
