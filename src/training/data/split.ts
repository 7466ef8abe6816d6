import { seededRandom } from '../random.ts';
import type { Example, Part } from './dataset.ts';

/** What is not for training, of what the data leaves open. */
const measuringShare = 0.2;

/**
 * Gives every example its part. Parts that are set stay; the others are drawn so that each label is in each part by its share,
 * and that equal values are in one part: what a model has seen must not be what it is measured by.
 *
 * @param choosingShare 0–1; 0 for a model that needs no threshold.
 */
export function splitExamples(
  examples: readonly Example[],
  { choosingShare, seed }: { readonly choosingShare: number; readonly seed: number },
): (Example & { readonly part: Part })[] {
  const random = seededRandom(seed);
  const groups = new Map<string, Example>();
  const fixed = new Map<string, Part>();
  for (const example of examples) {
    const key = keyOf(example);
    if (example.part === undefined && !groups.has(key)) groups.set(key, example);
  }
  const byLabel = Map.groupBy([...groups], ([, { label }]) => label);
  for (const label of [...byLabel.keys()].sort()) {
    const keys = (byLabel.get(label) ?? []).map(([key]) => key);
    const drawn = keys.map((key) => ({ key, at: random.next() })).sort((a, b) => a.at - b.at);
    const measuring = Math.round(drawn.length * measuringShare);
    const choosing = measuring + Math.round(drawn.length * choosingShare);
    drawn.forEach(({ key }, i) => fixed.set(key, i < measuring ? 'measuring' : i < choosing ? 'choosing' : 'training'));
  }
  return examples.map((example) => ({ ...example, part: example.part ?? fixed.get(keyOf(example)) ?? 'training' }));
}

const keyOf = ({ values }: Example): string => JSON.stringify(values);
