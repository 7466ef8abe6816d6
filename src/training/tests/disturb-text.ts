import type { Random } from '../random.ts';

/** Words that say the same to a reader. */
const synonyms = `
great excellent wonderful fantastic superb
good nice fine decent
amazing awesome incredible outstanding
tasty delicious yummy flavorful
bad poor lousy
terrible awful horrible dreadful
disgusting gross nasty revolting
bland flavorless tasteless
slow sluggish
rude impolite unfriendly
friendly kind welcoming
love adore
loved adored
hate detest
hated detested
expensive overpriced pricey
cheap inexpensive
clean spotless tidy
dirty filthy grimy
staff team personnel
waiter server
waitress server
meal dish
place spot
happy pleased glad
disappointed unhappy dissatisfied
disappointing unsatisfying
quick fast speedy
quickly fast
big large huge
small little tiny
buy purchase
bought purchased
fix repair
broken damaged defective
recommend suggest
definitely certainly surely
really truly
film movie
beautiful lovely gorgeous
boring dull tedious
invoice bill
total sum
amount sum
payment remittance
address location
letter note
dear hello
regards wishes
company firm business
phone telephone
ingredients contents
name title
date day
receipt slip
cash money
thank thanks
`
  .trim()
  .split('\n')
  .map((line) => line.split(' '));

const groupOf = new Map(synonyms.flatMap((group) => group.map((word) => [word, group] as const)));

/** How many words are changed: one in `synonymEvery` of those that have a synonym, one in `typoEvery` of all. */
const synonymEvery = 2;
const typoEvery = 10;

/** Every other word that has synonyms becomes one of them. */
export const withSynonyms = (text: string, random: Random): string =>
  text.replaceAll(/\p{L}+/gu, (word) => {
    const group = groupOf.get(word.toLowerCase())?.filter((one) => one !== word.toLowerCase());
    if (!group || random.next() * synonymEvery >= 1) return word;
    const other = random.pick(group);
    return /^\p{Lu}/u.test(word) ? other.charAt(0).toUpperCase() + other.slice(1) : other;
  });

/** One word in ten of four letters or more gets two neighbouring letters in the wrong order, or loses one. */
export const withTypos = (text: string, random: Random): string =>
  text.replaceAll(/\p{L}{4,}/gu, (word) => {
    if (random.next() * typoEvery >= 1) return word;
    const at = random.integer(0, word.length - 2);
    const rest = word.slice(at + 2);
    return random.next() < 0.5
      ? word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + rest
      : word.slice(0, at) + word.charAt(at + 1) + rest;
  });
