import { heldOutTexts, labels, trainingTexts } from '../corpus/corpus.ts';
import type { LabelledText } from '../corpus/corpus.ts';
import type { Dataset, Example, Part } from './dataset.ts';

const seeds = { training: 20_250_301, choosing: 20_250_302, measuring: 20_250_303 };
const perLabel = { training: 900, heldOut: 100 };

/** Texts of every document type, and of none; held out are texts of no type from templates that training never sees. */
export function documentTypeData(): Dataset {
  const as =
    (part: Part) =>
    ({ text, label }: LabelledText): Example => ({
      ...{ values: { text }, label: label ?? null, part, slices: { type: label ?? 'none' } },
    });
  return {
    kind: 'text',
    labels,
    columns: [],
    examples: [
      ...trainingTexts(seeds.training, perLabel.training).map(as('training')),
      ...heldOutTexts(seeds.choosing, perLabel.heldOut).map(as('choosing')),
      ...heldOutTexts(seeds.measuring, perLabel.heldOut).map(as('measuring')),
    ],
    notes: [],
  };
}
