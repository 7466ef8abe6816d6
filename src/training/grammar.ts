import type { Random } from './random.ts';

/** Rule name → its alternatives. */
export type Grammar = ReadonlyMap<string, readonly string[]>;

/**
 * Reads rules: a line `@name`, below it one alternative per line. `@name, separated` takes alternatives separated by commas.
 *
 * In an alternative: `<name>` stands for a rule, `<2-5 name>` for 2 to 5 of them below each other, `<2-5~ name>` side by side,
 * `<1-99>` for a whole number, `<1.00-9.99>` for one with two decimals, `#` for a digit, `[a|b|]` for a choice, ` // ` for a new line.
 */
export function parseGrammar(...sources: readonly string[]): Grammar {
  const rules = new Map<string, string[]>();
  let current: string[] | undefined;
  let separated = false;
  for (const line of sources
    .join('\n')
    .split('\n')
    .map((text) => text.trim())) {
    const header = /^@([\w-]+)(, separated)?$/.exec(line);
    if (header) {
      const name = header[1] ?? '';
      if (rules.has(name)) throw new Error(`Rule ${name} is there twice`);
      current = [];
      separated = header[2] !== undefined;
      rules.set(name, current);
    } else if (line !== '') {
      if (!current) throw new Error(`A line outside any rule: ${line}`);
      current.push(
        ...(separated
          ? line
              .split(',')
              .map((item) => item.trim())
              .filter((item) => item !== '')
          : [line]),
      );
    }
  }
  return rules;
}

/** Expands a rule to text. @throws Error that names a missing rule. */
export function expand(grammar: Grammar, rule: string, random: Random): string {
  const alternatives = grammar.get(rule);
  if (!alternatives) throw new Error(`No rule ${rule}`);
  return fill(random.pick(alternatives));

  function fill(text: string): string {
    return text
      .replace(/\[([^\]]*)\]/g, (_, choices: string) => random.pick(choices.split('|')))
      .replaceAll(' // ', '\n')
      .replace(/<([^>]+)>|#/g, (match, slot: string | undefined) =>
        slot === undefined ? String(random.integer(0, 9)) : fillSlot(slot, match),
      );
  }

  function fillSlot(slot: string, match: string): string {
    const number = /^([\d.]+)-([\d.]+)$/.exec(slot);
    if (number) return drawNumber(number[1] ?? '', number[2] ?? '', random);
    const repeated = /^(\d+)-(\d+)(~?) ([\w-]+)$/.exec(slot);
    if (!repeated) return expand(grammar, slot, random);
    const count = random.integer(Number(repeated[1]), Number(repeated[2]));
    const parts = Array.from({ length: count }, () => expand(grammar, repeated[4] ?? match, random));
    return parts.join(repeated[3] === '~' ? ' ' : '\n');
  }
}

function drawNumber(from: string, to: string, random: Random): string {
  if (!from.includes('.')) return String(random.integer(Number(from), Number(to)));
  return (random.integer(Number(from) * 100, Number(to) * 100) / 100).toFixed(2);
}
