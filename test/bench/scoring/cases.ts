import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Manifest } from '../../../src/domain/manifest.ts';
import { fieldsOf } from '../../../src/models/fields.ts';
import { seededRandom, type Random } from '../../../src/training/random.ts';

const seeds = join(import.meta.dirname, '../../../seed/models');

/** The shipped models that stand for text and for columns. */
export const benched = { text: 'review-sentiment', tabular: 'incident-outcome' } as const;
export type Kind = keyof typeof benched;

/** The first version that is shipped of a model. */
export function shippedGraph(model: string): { manifest: Manifest; graph: Buffer } {
  const manifest = Manifest.parse(JSON.parse(readFileSync(manifestFile(model), 'utf8')));
  return { manifest, graph: readFileSync(join(dirname(manifestFile(model)), 'model.onnx')) };
}

export function manifestFile(model: string): string {
  const [version = ''] = readdirSync(join(seeds, model)).sort();
  return join(seeds, model, version, 'manifest.json');
}

/** Bodies for a model, each with so many instances that the manifest allows; the same ones in each run. */
export function bodiesFor(model: string, batch: number, count = 50): string[] {
  const random = seededRandom(20_261_121);
  const fields = fieldsOf(shippedGraph(model).manifest);
  const one = () =>
    Object.fromEntries(
      fields.map(({ name, allowed, minimum = 1, maximum = 100 }) => {
        if (name === 'text') return [name, sentence(random)];
        return [name, allowed ? random.pick<string | number>(allowed) : random.integer(minimum, maximum)];
      }),
    );
  return Array.from({ length: count }, () => JSON.stringify({ instances: Array.from({ length: batch }, one) }));
}

const words =
  'the a food was is not very good bad great place service slow friendly staff we loved it never again price steak soup fresh stale wait hour recommend amazing terrible'.split(
    ' ',
  );

/** As long as a review of the training set: 11 words on average. */
const sentence = (random: Random) => Array.from({ length: random.integer(4, 18) }, () => random.pick(words)).join(' ');
