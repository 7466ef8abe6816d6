import { sentiments } from '../corpus/sentiments.ts';
import { expand, parseGrammar } from '../grammar.ts';
import type { Random } from '../random.ts';
import { seededRandom } from '../random.ts';
import type { Dataset, Example, Part } from './dataset.ts';

const grammar = parseGrammar(sentiments);
const perLabel = { training: 2500, choosing: 200, measuring: 400 } as const;
const seeds = { training: 20_250_321, choosing: 20_250_322, measuring: 20_250_323 } as const;

/** The remarks of a writer who is pleased, or not: straight out, by denying the contrary, and in words kept for measuring. */
const remarks = {
  '1': { straight: 'good-remark', denied: 'denied-bad', unseen: 'good-new' },
  '0': { straight: 'bad-remark', denied: 'denied-good', unseen: 'bad-new' },
} as const;

/** Share of writers who click the wrong star: without them the model would be surer than real people let anyone be. */
const slips = 0.03;

type Liked = keyof typeof remarks;

/** Reviews whose writers liked it (1) or did not (0): one to five remarks, some against the grain, some by negation. */
export function sentimentData(): Dataset {
  const parts = Object.keys(perLabel) as Part[];
  return {
    kind: 'text',
    labels: ['0', '1'],
    columns: [],
    examples: parts.flatMap((part) => {
      const random = seededRandom(seeds[part]);
      return (['0', '1'] as const).flatMap((label) =>
        Array.from({ length: perLabel[part] }, () => draw(label, part, random)),
      );
    }),
    notes: [],
  };
}

function draw(label: Liked, part: Part, random: Random): Example {
  const { straight, denied, unseen } = remarks[label];
  const isNegated = random.next() < 0.3;
  const isNew = part === 'measuring' && random.next() < 0.4;
  const main = isNew ? unseen : isNegated ? denied : straight;
  const own = Array.from({ length: random.integer(0, 2) }, () => (random.next() < 0.75 ? straight : denied));
  const isMixed = random.next() < 0.2;
  const lines = [...own, main].map((rule) => expand(grammar, rule, random));
  if (random.next() < 0.4) lines.unshift(expand(grammar, 'neutral', random));
  const text = isMixed ? mixed(label, lines, random) : lines.join(' ');
  const kind = isNew ? 'new' : isNegated ? 'negated' : 'straight';
  const clicked = random.next() < slips ? (label === '1' ? '0' : '1') : label;
  return { values: { text }, label: clicked, part, slices: { wording: kind, mixed: isMixed ? 'yes' : 'no' } };
}

/** One remark against the grain; what the writer thinks in the end outweighs it. */
function mixed(label: Liked, lines: readonly string[], random: Random): string {
  const { straight } = remarks[label === '1' ? '0' : '1'];
  const against = expand(grammar, straight, random);
  const turn = random.pick(['However', 'But overall', 'Still', 'Even so', 'In the end']);
  const last = expand(grammar, remarks[label].straight, random);
  return [against, ...lines, `${turn}: ${last}`].join(' ');
}
