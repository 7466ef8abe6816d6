import type { Type } from './type.ts';

/** A type in Bicep's words, short enough for a message. */
export function showType(type: Type, depth = 0): string {
  switch (type.kind) {
    case 'literal':
      return typeof type.value === 'string' ? `'${type.value}'` : String(type.value);
    case 'array':
      return depth > 1 ? 'array' : `${inBrackets(type.item(), depth)}[]`;
    case 'object':
      return type.resource ? `resource ${type.resource.type}` : type.name;
    case 'choice':
      return type.resource ? `resource ${type.resource.type}` : type.name;
    case 'union':
      return showMembers(type.members, depth);
    default:
      return type.kind;
  }
}

function showMembers(members: readonly Type[], depth: number): string {
  const shown = members.slice(0, 10).map((member) => showType(member, depth + 1));
  return members.length > shown.length ? `${shown.join(' | ')} | …` : shown.join(' | ');
}

function inBrackets(item: Type, depth: number): string {
  const shown = showType(item, depth + 1);
  return item.kind === 'union' ? `(${shown})` : shown;
}

/** `a string`, `an array`: what a value is, for "… is expected". */
export function describeType(type: Type): string {
  const shown = showType(type);
  return /^[aeiou]/.test(shown) ? `an ${shown}` : /^['\d]/.test(shown) ? shown : `a ${shown}`;
}
