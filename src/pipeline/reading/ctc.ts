/** What the recognition network answers for one line: for each step in reading direction a probability per class. */
export interface CharacterProbabilities {
  readonly values: Float32Array;
  readonly steps: number;
  readonly classes: number;
}

/** One character as read. Positions are shares of the line's width, 0–1. */
export interface Character {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly confidence: number;
  /** Highest probability of a space since the character before. */
  readonly spaceBefore: number;
  /** Whether the network itself put a space before it. */
  readonly spaceEmitted: boolean;
}

/** The classes of a network. `blank` is class 0. */
export interface Alphabet {
  /** Text per class. */
  readonly texts: readonly string[];
  /** The only classes that are considered. */
  readonly allowed: Int32Array;
  readonly space: number;
}

const LATIN = /^[\x20-\x7e\u00a0-\u017f\u20ac\u2013\u2014\u2018\u2019\u201c\u201d\u2022]$/;

/**
 * The Latin part of PP-OCR's dictionary: other scripts can only be misreadings here.
 *
 * @param dictionary One character a line; class 0 is the blank, the last class the space.
 */
export function latinAlphabet(dictionary: string): Alphabet {
  const lines = dictionary.replaceAll('\r', '').replace(/\n$/, '').split('\n');
  const texts = ['', ...lines, ' '];
  const allowed = Int32Array.from(texts.keys()).filter((index) => index === 0 || LATIN.test(texts[index] ?? ''));
  return { texts, allowed, space: texts.length - 1 };
}

/**
 * Greedy CTC: the best class of each step; repeats and blanks fold away. Spaces are noted, not put out (see `spacing.ts`).
 *
 * @param textShare The share of the steps that the text covers; padding follows.
 */
export function decodeCtc(answer: CharacterProbabilities, { texts, allowed, space }: Alphabet, textShare: number) {
  const { values, classes } = answer;
  const textSteps = answer.steps * textShare;
  const characters: Character[] = [];
  let last = 0;
  let spaceBefore = 0;
  let spaceEmitted = false;
  for (let step = 0; step < Math.min(answer.steps, Math.ceil(textSteps) + 1); step++) {
    const { best, confidence } = bestClass(values, step * classes, allowed);
    spaceBefore = Math.max(spaceBefore, values[step * classes + space] ?? 0);
    const previous = characters.at(-1);
    if (best === space) {
      spaceEmitted = true;
    } else if (best !== 0 && best === last && previous) {
      characters[characters.length - 1] = { ...previous, to: (step + 1) / textSteps };
    } else if (best !== 0) {
      const position = { from: step / textSteps, to: (step + 1) / textSteps };
      characters.push({ text: texts[best] ?? '', ...position, confidence, spaceBefore, spaceEmitted });
      spaceBefore = 0;
      spaceEmitted = false;
    }
    last = best;
  }
  return characters;
}

function bestClass(values: Float32Array, offset: number, allowed: Int32Array) {
  let best = 0;
  let confidence = -1;
  for (const index of allowed) {
    const value = values[offset + index] ?? 0;
    if (value > confidence) [best, confidence] = [index, value];
  }
  return { best, confidence };
}
