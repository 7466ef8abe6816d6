/** A `$(name)` in a text. */
export interface Macro {
  readonly name: string;
  readonly offset: number;
}

const macro = /\$\(([A-Za-z_][\w.-]*)\)/g;

/** All `$(name)` of a text. `$(command with words)` is the shell's and none of them. */
export const macrosIn = (text: string): readonly Macro[] =>
  [...text.matchAll(macro)].map((match) => ({ name: match[1] ?? '', offset: match.index }));

/**
 * Puts values in the place of `$(name)`, also inside of those values. Names are found without regard to case. What has no
 * value stays as it is, as in Azure.
 */
export function expandMacros(text: string, variables: Readonly<Record<string, string>>): string {
  const values = new Map(Object.entries(variables).map(([name, value]) => [name.toLowerCase(), value]));
  const expand = (part: string, inside: readonly string[]): string =>
    part.replaceAll(macro, (whole, name: string) => {
      const key = name.toLowerCase();
      const value = values.get(key);
      return value === undefined || inside.includes(key) ? whole : expand(value, [...inside, key]);
    });
  return expand(text, []);
}
