import { inkGaps, type Gap } from './ink-gaps.ts';
import type { Crop } from './crop.ts';
import type { Character } from './ctc.ts';

/**
 * Logistic regression over 28 features of two neighbouring characters, because PP-OCRv4 drops most spaces of Latin text.
 * Trained on 50 receipts (SROIE) and 50 forms (FUNSD) outside every page that is measured here: word F1 of receipts from 73 to 86.
 */
const WEIGHTS = [
  -2.1084568537799018, -1.947856635246831, -1.756137347525276, 5.5743732206059535, 3.054773373111771,
  0.42193125493183786, 1.0044605281286867, 4.21521028176255, -0.5595680903810311, 0.7419765220214719, 1.181894042538688,
  -1.7608953149637954, -0.36544667867483355, 0.9216522158524448, -0.04723165462318033, -0.44295254053794264,
  -0.08490082059597184, 0.5682614484279488, 1.5863773761259303, 0.745087646267272, -0.6457885967931629,
  -0.12420304354033831, -0.8303961121209678, 1.0288514024572704, 11.894379174216125, -6.225304431567492,
  0.4078275212375841, -0.8477740815639234,
];

/** Splits the characters of a line into words. */
export function splitWords(characters: readonly Character[], crop: Crop): Character[][] {
  const words: Character[][] = [];
  const pairs = pairFeatures(characters, inkGaps(characters, crop));
  for (const [index, character] of characters.entries()) {
    const word = words.at(-1);
    if (word && !isSpace(pairs[index - 1] ?? [])) word.push(character);
    else words.push([character]);
  }
  return words;
}

const isSpace = (features: readonly number[]) =>
  features.reduce((sum, feature, index) => sum + feature * (WEIGHTS[index] ?? 0), 0) > 0;

type Kind = 'upper' | 'lower' | 'digit' | 'closing' | 'other';
const kinds: readonly Kind[] = ['upper', 'lower', 'digit', 'closing', 'other'];

function kindOf(character: string): Kind {
  if (/[A-Z]/.test(character)) return 'upper';
  if (/[a-z\u00df-\u017f]/.test(character)) return 'lower';
  if (/[0-9]/.test(character)) return 'digit';
  return /[.,:;!?'%)\]]/.test(character) ? 'closing' : 'other';
}

/** The order of the features is the order of the weights. */
function pairFeatures(characters: readonly Character[], gaps: readonly Gap[]): number[][] {
  const usualGap = low(gaps.map(({ clear }) => clear));
  const usualStep = low(gaps.map(({ step }) => step)) || 0.5;
  return gaps.map(({ clear, faint, step }, index) => {
    const after = characters[index + 1];
    const [a, b] = [kindOf(characters[index]?.text ?? ''), kindOf(after?.text ?? '')];
    const flag = (condition: boolean) => (condition ? 1 : 0);
    const letter = (kind: Kind) => kind === 'upper' || kind === 'lower';
    const mark = (kind: Kind) => kind === 'closing' || kind === 'other';
    return [
      1,
      clear,
      clear - usualGap,
      faint,
      step,
      step / usualStep,
      Math.log10((after?.spaceBefore ?? 0) + 1e-6),
      flag(after?.spaceEmitted ?? false),
      flag(a === 'digit' && b === 'digit'),
      flag((a === 'digit' && mark(b)) || (mark(a) && b === 'digit')),
      flag(a === 'lower' && b === 'upper'),
      flag(a === 'upper' && b === 'upper'),
      flag(a === 'lower' && b === 'lower'),
      flag((letter(a) && b === 'digit') || (a === 'digit' && letter(b))),
      ...kinds.map((kind) => flag(a === kind)),
      ...kinds.map((kind) => flag(b === kind)),
      Math.max(0, clear - usualGap - 0.15),
      Math.min(usualGap, 0.6),
      Math.log(characters.length + 1),
      usualStep,
    ];
  });
}

/** The 40th percentile: gaps inside words outnumber those between them. */
function low(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * 0.4)] ?? 0;
}
