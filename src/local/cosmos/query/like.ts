import { syntaxError } from '../errors.ts';
import type { Value } from './values.ts';

/** `%` any text, `_` one character, `[a-f]` one of a set. Source: learn.microsoft.com/cosmos-db/query/like-keyword */
export function like(text: Value, pattern: Value, escape: Value): Value {
  if (typeof text !== 'string' || typeof pattern !== 'string') return undefined;
  if (escape !== undefined && (typeof escape !== 'string' || escape.length !== 1))
    throw syntaxError('The ESCAPE of LIKE must be a string of one character.');
  return regularExpression(pattern, escape).test(text);
}

function regularExpression(pattern: string, escape: string | undefined): RegExp {
  let source = '';
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern.charAt(at);
    const close = character === '[' ? pattern.indexOf(']', at) : -1;
    if (character === escape) source += literal(pattern.charAt(++at));
    else if (character === '%') source += '.*';
    else if (character === '_') source += '.';
    else if (close > 0) {
      source += pattern.slice(at, close + 1).replaceAll('\\', '\\\\');
      at = close;
    } else source += literal(character);
  }
  return new RegExp(`^${source}$`, 's');
}

function literal(character: string): string {
  return character.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
