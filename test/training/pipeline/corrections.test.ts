import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { NamedValues } from '../../../src/training/data/dataset.ts';
import { incidentOutcome } from '../../../src/training/models/incident-outcome.ts';
import type { Recipe } from '../../../src/training/models/recipe.ts';
import { reviewSentiment } from '../../../src/training/models/review-sentiment.ts';
import { graphScorer } from '../../../src/training/pipeline/graph-scorer.ts';
import { prepare, readable } from '../../../src/training/pipeline/prepare.ts';
import { trainGraph } from '../../../src/training/pipeline/train-graph.ts';
import type { Random } from '../../../src/training/random.ts';
import { seededRandom } from '../../../src/training/random.ts';
import { shipped } from '../../../src/training/seed-folders.ts';

interface SystematicError {
  readonly what: string;
  readonly recipe: Recipe;
  readonly draw: (random: Random) => NamedValues;
  /** What all its cases should be answered. */
  readonly label: string;
}

const foods = 'burger pizza ramen taco sauce brunch salad steak soup cake coffee fries rice fish pasta curry'.split(
  ' ',
);
const places = ['in Denver', 'on Main Street', 'near the park', 'by the river', 'downtown', 'at the mall'];

/** Errors that the models which ship really make; what they were trained on says otherwise, where it says anything. */
const errors: SystematicError[] = [
  {
    what: 'slang that says the contrary of its words',
    recipe: reviewSentiment,
    draw: (random) => ({
      text: `The ${random.pick(foods)} ${random.pick(places)} was ${random.pick(['so', 'insanely'])} sick!`,
    }),
    label: '1',
  },
  {
    what: 'bills that a new contractor leaves open, wherever and whenever',
    recipe: incidentOutcome,
    draw: (random) => ({
      region: random.pick(['north', 'south', 'east', 'west', 'central']),
      kind: 'billing',
      month: random.integer(1, 12),
    }),
    label: 'unresolved',
  },
];

describe.each(errors)('thirty corrections of $what', ({ recipe, draw, label }) => {
  const data = recipe.ownData?.make();
  if (!data) throw new Error('The model has no data of its own');
  const signature = { inputs: [], outputs: [], labels: [...data.labels] };
  const wanted = data.labels.indexOf(label);

  /** Of the cases that get the right answer. */
  async function shareRight(graph: Uint8Array, cases: readonly NamedValues[]): Promise<number> {
    const answers = await graphScorer(signature, graph)(cases.map((values) => readable(recipe.kind, values)));
    return answers.filter((probabilities) => (probabilities[wanted] ?? 0) > 0.5).length / cases.length;
  }

  it(
    'are enough for the next candidate to get unseen cases right, and cost little elsewhere',
    { timeout: 180_000 },
    async () => {
      const random = seededRandom(30);
      const corrections = Array.from({ length: 30 }, (_, i) => ({ id: `c${i}`, values: draw(random), label }));
      const corrected = new Set(corrections.map(({ values }) => JSON.stringify(values)));
      const unseen = Array.from({ length: 300 }, () => draw(random)).filter(
        (one) => !corrected.has(JSON.stringify(one)),
      );
      const options = { correctionWeight: 10, choosingShare: 0, seed: recipe.seed };
      const prepared = prepare(data, { ...options, corrections });

      const before = await readFile(new URL('model.onnx', shipped(recipe.model).folder));
      const after = trainGraph(prepared, recipe).graph;

      expect(unseen.length).toBeGreaterThan(100);
      expect(await shareRight(before, unseen)).toBeLessThan(0.5);
      expect(await shareRight(after, unseen)).toBeGreaterThanOrEqual(0.9);
      const others = prepared.measuring.filter(({ truth }) => truth !== wanted).map(({ values }) => values);
      expect(await shareRight(after, others)).toBeLessThan((await shareRight(before, others)) + 0.05);
    },
  );
});
