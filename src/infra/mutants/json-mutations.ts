import { misspell } from './misspell.ts';
import type { Mutation } from './mutation.ts';

/** Faults in a flat JSON file that Bicep loads: ids of roles, values of settings. */
export function jsonMutations(text: string, file: string): Mutation[] {
  return [...text.matchAll(/^\s*"([^"]+)": "([^"]*)",?\n/gm)].flatMap((line): Mutation[] => {
    const [whole, name = '', value = ''] = line;
    const at = line.index;
    const keyAt = at + whole.indexOf(`"${name}"`) + 1;
    const valueAt = at + whole.lastIndexOf(`"${value}"`) + 1;
    const isId = /^[0-9a-f-]{36}$/.test(value);
    return [
      { kind: 'json-renamed', file, start: keyAt, end: keyAt + name.length, replacement: misspell(name) },
      ...(whole.trimEnd().endsWith(',')
        ? [{ kind: 'json-removed', file, start: at, end: at + whole.length, replacement: '' }]
        : []),
      ...(isId
        ? [{ kind: 'changed-role-id', file, start: valueAt, end: valueAt + value.length, replacement: misspell(value) }]
        : []),
    ];
  });
}
