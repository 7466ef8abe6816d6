/** A pipeline file with one fault put into it. */
export interface Mutant {
  readonly kind: string;
  readonly file: string;
  /** Where the fault is. A line that was taken away is seen at its neighbours or at the beginning of what it belonged to. */
  readonly lines: readonly number[];
  readonly what: string;
  /** The whole file. */
  readonly text: string;
}

/** Numbers in [0, 1) that a seed decides. Source: mulberry32, public domain. */
export type Random = () => number;

export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function shuffled<T>(items: readonly T[], random: Random): readonly T[] {
  const copy = [...items];
  for (let index = copy.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1));
    const [a, b] = [copy[index], copy[other]];
    if (a === undefined || b === undefined) continue;
    copy[index] = b;
    copy[other] = a;
  }
  return copy;
}

/** A name with a slip of the finger: a letter left out, or two exchanged. */
export function misspelled(name: string, random: Random): string {
  const letters = Array.from(name, (letter, index) => (/[A-Za-z]/.test(letter) ? index : -1)).filter((at) => at >= 0);
  const at = letters[Math.floor(random() * letters.length)] ?? 0;
  const left = name.slice(0, at) + name.slice(at + 1);
  const next = name[at + 1];
  if (next === undefined || next.toLowerCase() === name[at]?.toLowerCase() || random() < 0.5 || !/[A-Za-z]/.test(next))
    return left === '' ? `${name}x` : left;
  return name.slice(0, at) + next + (name[at] ?? '') + name.slice(at + 2);
}
