import type { Grammar } from '../grammar.ts';
import { expand, parseGrammar } from '../grammar.ts';
import { addNoise } from '../noise.ts';
import type { Random } from '../random.ts';
import { seededRandom } from '../random.ts';
import { forms } from './forms.ts';
import { invoices } from './invoices.ts';
import { labels as productLabels } from './labels.ts';
import { letters } from './letters.ts';
import { others } from './others.ts';
import { receipts } from './receipts.ts';
import { reviews } from './reviews.ts';
import { words } from './words.ts';

/** What `document-type` answers, in the order of its probabilities. */
export const labels = ['receipt', 'invoice', 'product-label', 'form', 'letter', 'review'] as const;
export type Label = (typeof labels)[number];

export interface LabelledText {
  /** `undefined`: none of the labels. */
  readonly label: Label | undefined;
  readonly text: string;
}

const grammars = {
  receipt: parseGrammar(words, receipts),
  invoice: parseGrammar(words, invoices),
  'product-label': parseGrammar(words, productLabels),
  form: parseGrammar(words, forms),
  letter: parseGrammar(words, letters),
  review: parseGrammar(words, reviews),
};
const otherGrammar = parseGrammar(words, others);

/** Texts to train on, the same for the same seed: `perLabel` of each label and twice as many that are none. */
export function trainingTexts(seed: number, perLabel: number): LabelledText[] {
  const random = seededRandom(seed);
  return [
    ...labels.flatMap((label) => drawLabelled(label, perLabel, random)),
    ...drawTexts(otherGrammar, 'kinds-of-other', perLabel * 2, random).map((text) => ({ label: undefined, text })),
  ];
}

/** Texts to choose the threshold and to measure by: other draws, and texts of no label from templates that training never saw. */
export function heldOutTexts(seed: number, perLabel: number): LabelledText[] {
  const random = seededRandom(seed);
  return [
    ...labels.flatMap((label) => drawLabelled(label, perLabel, random)),
    ...drawTexts(otherGrammar, 'kinds-of-held-other', perLabel * 2, random).map((text) => ({ label: undefined, text })),
  ];
}

const drawLabelled = (label: Label, count: number, random: Random): LabelledText[] =>
  drawTexts(grammars[label], `kinds-of-${label}`, count, random).map((text) => ({ label, text }));

function drawTexts(grammar: Grammar, kinds: string, count: number, random: Random): string[] {
  return Array.from({ length: count }, () => {
    const text = expand(grammar, expand(grammar, kinds, random), random);
    return addNoise(crop(text, random), random);
  });
}

/** Now and then only a part of the page is there, at least three lines of it: the model must not need every cue. */
function crop(text: string, random: Random): string {
  const lines = text.split('\n');
  if (lines.length < 6 || random.next() < 0.5) return text;
  const kept = 0.4 + random.next() * 0.6;
  const some = lines.filter(() => random.next() < kept);
  return some.length < 3 ? text : some.join('\n');
}
