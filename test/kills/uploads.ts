import { seededRandom, type Random } from '../../src/training/random.ts';

type Kind = 'text' | 'pdf' | 'picture' | 'empty' | 'cut-pdf' | 'archive';

/** What is uploaded under a name, before it is drawn. */
export interface Content {
  readonly kind: Kind;
  /** A word for each page that no other content of the plan has together with `mark`. */
  readonly pages: readonly string[];
  readonly mark: string;
}

export interface PlannedUpload {
  readonly name: string;
  /** 1, 2: the same name with other bytes. */
  readonly revision: number;
  readonly content: Content;
  /** Another revision follows. */
  readonly isReplaced?: boolean;
}

/** What becomes of content. */
export const isReadable = ({ kind }: Content) => kind === 'text' || kind === 'pdf' || kind === 'picture';

/** Of ten documents: five texts, two PDFs with a text layer, one picture, one broken file, one whose bytes another name has. */
const mix: readonly (Kind | 'broken' | 'twin')[] = [
  ...(['text', 'text', 'text', 'text', 'text', 'pdf', 'pdf', 'picture', 'broken', 'twin'] as const),
];

/** Every sixth name is uploaded again, a few uploads later: while its first version is under way, or just ended. */
const again = { every: 6, soonest: 1, latest: 10 };

/**
 * @param folder Of the names.
 * @returns uploads in the order in which they begin; more than `count`, which counts names.
 */
export function planUploads(seed: number, count: number, folder = 'kills'): PlannedUpload[] {
  const random = seededRandom(seed);
  const contents = Array.from({ length: count }, (_, at) => aContent(random, at));
  for (const [at, content] of contents.entries()) {
    const twin = contents[random.integer(Math.max(0, at - 20), at)];
    if (mix[at % mix.length] === 'twin' && twin) contents[at] = twin;
    else contents[at] = content;
  }
  const slots: { at: number; upload: PlannedUpload }[][] = contents.map((content, at) => [
    { at, upload: { name: `${folder}/${at}.${extension[content.kind]}`, revision: 1, content } },
  ]);
  for (let at = 3; at < count; at += again.every) {
    const first = contents[at];
    if (!first) continue;
    const content = {
      ...aContent(random, count + at),
      kind: first.kind,
      pages: first.pages.map(() => random.pick(words)),
    };
    const upload = { name: `${folder}/${at}.${extension[first.kind]}`, revision: 2, content };
    const [slot] = slots[at] ?? [];
    if (slot) slots[at] = [{ ...slot, upload: { ...slot.upload, isReplaced: true } }];
    slots.push([{ at: at + random.integer(again.soonest, again.latest) + 0.5, upload }]);
  }
  return slots
    .flat()
    .sort((one, other) => one.at - other.at)
    .map(({ upload }) => upload);
}

const extension: Record<Kind, string> = {
  text: 'txt',
  pdf: 'pdf',
  picture: 'png',
  empty: 'pdf',
  'cut-pdf': 'pdf',
  archive: 'pdf',
};

function aContent(random: Random, at: number): Content {
  const wanted = mix[at % mix.length];
  const broken = random.pick(['empty', 'cut-pdf', 'archive'] as const);
  const kind = wanted === 'broken' ? broken : wanted === 'twin' || wanted === undefined ? 'text' : wanted;
  const pages = Array.from({ length: kind === 'pdf' ? random.integer(1, 3) : 1 }, () => random.pick(words));
  const [hundreds = '', ones = ''] = [words[Math.floor(at / words.length) % words.length], words[at % words.length]];
  return { kind, pages, mark: `${hundreds} ${ones}` };
}

/** Unlike each other, so that a reader of pictures does not take one for another. */
const words = (
  'albatross buttercup cinnamon dragonfly elephant firewood gardener hamster island jungle kitchen lantern mountain ' +
  'notebook orchard penguin quartz raincoat sunflower thunder umbrella village waterfall yellow zebra bicycle'
).split(' ');
