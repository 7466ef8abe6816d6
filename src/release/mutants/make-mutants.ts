import { isDeepStrictEqual } from 'node:util';
import { toPlain } from '../pipeline/source/node.ts';
import { readYaml } from '../pipeline/source/read-yaml.ts';
import { seeded, shuffled, type Mutant } from './mutant.ts';
import { scriptKinds } from './script-kinds.ts';
import { sourceFile } from './site.ts';
import { textKinds } from './text-kinds.ts';
import { valueKinds } from './value-kinds.ts';

export const kinds = { ...textKinds, ...valueKinds, ...scriptKinds };

/**
 * Makes `count` mutants, as many of each kind as there are, in an order that the seed decides. Those that read the same as before are none.
 *
 * @param files Texts by path.
 */
export function makeMutants(files: Readonly<Record<string, string>>, seed: number, count: number): readonly Mutant[] {
  const random = seeded(seed);
  const sources = Object.entries(files).map(([file, text]) => sourceFile(file, text));
  const piles = Object.values(kinds).map((mutate) => {
    const all = sources.flatMap((source) => mutate(source, random));
    return [...shuffled(all, random)];
  });
  const chosen: Mutant[] = [];
  while (chosen.length < count && piles.some((pile) => pile.length > 0))
    for (const pile of piles) {
      const mutant = pile.pop();
      if (mutant !== undefined && chosen.length < count && !readsTheSame(mutant, files[mutant.file] ?? ''))
        chosen.push(mutant);
    }
  return chosen;
}

function readsTheSame({ text, file }: Mutant, original: string): boolean {
  const [changed, before] = [readYaml(text, file), readYaml(original, file)];
  return changed.problems.length === 0 && isDeepStrictEqual(toPlain(changed.node), toPlain(before.node));
}
