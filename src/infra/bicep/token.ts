import type { Span } from './source.ts';

export interface Token extends Span {
  readonly kind: TokenKind;
  /** As written; of a piece of a string: its text with the escapes resolved. */
  readonly text: string;
}

/** A string with interpolation comes as left, middle … right pieces with the tokens of the expressions between. */
type TokenKind =
  | 'name'
  | 'number'
  | 'symbol'
  | 'newline'
  | 'end'
  | 'string'
  | 'multiLineString'
  | 'stringLeft'
  | 'stringMiddle'
  | 'stringRight';

const long = new Set(['=>', '==', '!=', '=~', '!~', '<=', '>=', '&&', '||', '??', '::']);
const short = new Set('{}[]().,:=!<>+-*/%?|@^');

/** The longest symbol that begins there. */
export function symbolAt(text: string, at: number): string | undefined {
  if (text.startsWith('...', at)) return '...';
  const two = text.slice(at, at + 2);
  if (long.has(two)) return two;
  const one = text[at] ?? '';
  return short.has(one) ? one : undefined;
}
