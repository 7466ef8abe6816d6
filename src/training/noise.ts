import type { Random } from './random.ts';

/** What recognition takes for each other on poor prints. */
const confusions = 'rn>m m>rn o>0 O>0 0>O l>1 I>l i>l S>5 5>S B>8 e>c c>e a>o u>v v>y h>b t>f cl>d w>vv g>q n>ri'
  .split(' ')
  .map((pair) => pair.split('>') as [string, string]);

/**
 * Spoils text as a scanner and a recogniser would: letters confused or lost, words run together or apart, lines missing.
 * Each document gets its own share of spoilt words, from none to one in five.
 */
export function addNoise(text: string, random: Random): string {
  const rate = Math.max(0, random.next() - 0.3) * 0.28;
  return text
    .split('\n')
    .filter(() => random.next() > rate / 4)
    .map((line) => line.split(' ').map((word) => (random.next() < rate ? spoil(word, random) : word)))
    .map((words) => join(words, rate, random))
    .join('\n');
}

function spoil(word: string, random: Random): string {
  const at = random.integer(0, Math.max(0, word.length - 1));
  if (random.next() < 0.2) return word.slice(0, at) + word.slice(at + 1);
  const possible = confusions.filter(([from]) => word.includes(from));
  if (possible.length === 0) return word;
  const [from, to] = random.pick(possible);
  return word.replace(from, to);
}

function join(words: readonly string[], rate: number, random: Random): string {
  return words.reduce((line, word) => line + (random.next() < rate ? '' : ' ') + word, '').trim();
}
