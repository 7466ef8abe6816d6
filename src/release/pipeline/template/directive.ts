import type { Entry } from '../source/node.ts';

/** A key that steers the expansion: `${{ if … }}`, `${{ elseif … }}`, `${{ else }}`, `${{ each x in … }}`, `${{ insert }}`. */
export type Directive =
  | { readonly kind: 'if' | 'elseif'; readonly condition: string; readonly offset: number }
  | { readonly kind: 'else' | 'insert' }
  | { readonly kind: 'each'; readonly name: string; readonly collection: string; readonly offset: number }
  | { readonly kind: 'wrong'; readonly why: string };

/** @returns undefined for a key that is none. */
export function directiveOf({ key }: Pick<Entry, 'key'>): Directive | undefined {
  const match = /^(\$\{\{\s*(if|elseif|else|each|insert))\b(.*)\}\}$/s.exec(key.trim());
  if (match === null) return undefined;
  const [, head = '', word = '', rest = ''] = match;
  const offset = head.length;
  const blank = rest.trim() === '';
  if (word === 'if' || word === 'elseif')
    return blank ? { kind: 'wrong', why: `'${word}' needs a condition` } : { kind: word, condition: rest, offset };
  if (word === 'else' || word === 'insert')
    return blank ? { kind: word } : { kind: 'wrong', why: `Nothing may follow '${word}'` };
  const each = /^(\s+([A-Za-z_]\w*)\s+in\s)(.*)$/s.exec(rest);
  if (each === null) return { kind: 'wrong', why: "Write 'each name in list'" };
  const [, before = '', name = '', collection = ''] = each;
  return { kind: 'each', name, collection, offset: offset + before.length };
}
