import { didYouMean } from './did-you-mean.ts';
import { describeType, showType } from './show-type.ts';
import { membersOf, type ArrayType, type ChoiceType, type ObjectType, type TextType, type Type } from './type.ts';

/** Why a value of one type may not stand where another is expected. */
export interface Mismatch {
  readonly code: string;
  readonly message: string;
}

/** What is wrong with giving a value of type `from` where `to` is expected; undefined: nothing. */
export function mismatch(from: Type, to: Type): Mismatch | undefined {
  if (from === to || from.kind === 'any' || to.kind === 'any') return undefined;
  if (from.kind === 'union') return first(from.members.map((member) => mismatch(member, to)));
  if (to.kind === 'union') return mismatchOfUnion(from, to.members);
  switch (to.kind) {
    case 'string':
      if (from.kind === 'literal' && typeof from.value === 'string') return textProblem(from.value, to);
      return from.kind === 'string' ? lengthProblem(from, to) : wrongType(from, to);
    case 'int':
      if (from.kind === 'literal' && typeof from.value === 'number') return numberProblem(from.value, from.value, to);
      return from.kind === 'int' ? numberProblem(from.min, from.max, to) : wrongType(from, to);
    case 'bool':
      return from.kind === 'bool' || (from.kind === 'literal' && typeof from.value === 'boolean')
        ? undefined
        : wrongType(from, to);
    case 'literal':
      if (from.kind === 'bool' && typeof to.value === 'boolean') return undefined;
      return literalProblem(from, to.value, to);
    case 'array':
      return from.kind === 'array' ? mismatchOfItems(from, to) : wrongType(from, to);
    case 'object':
      return from.kind === 'object'
        ? mismatchOfObject(from, to)
        : from.kind === 'choice'
          ? undefined
          : wrongType(from, to);
    case 'choice':
      return mismatchOfChoice(from, to);
    case 'null':
      return from.kind === 'null' ? undefined : wrongType(from, to);
  }
}

function literalProblem(from: Type, value: string | number | boolean, to: Type): Mismatch | undefined {
  if (from.kind !== 'literal' || typeof from.value !== typeof value) return wrongType(from, to);
  return from.value === value
    ? undefined
    : { code: 'unknown-value', message: `${showType(from)} is not ${showType(to)}.` };
}

const first = (found: readonly (Mismatch | undefined)[]) => found.find((one) => one !== undefined);

/** A text that the data does not list is a fault also where the set is open (`… | string`): Azure rejects most of them when it deploys. */
function mismatchOfUnion(from: Type, members: readonly Type[]): Mismatch | undefined {
  const [only, ...others] = members.filter(({ kind }) => kind !== 'null');
  if (only && others.length === 0 && from.kind !== 'null') return mismatch(from, only);
  const listed = members.flatMap((member) => (member.kind === 'literal' ? [String(member.value)] : []));
  if (from.kind === 'literal' && listed.length > 0 && !listed.includes(String(from.value))) {
    const isOpen = members.some(({ kind }) => kind === 'string');
    const meant = didYouMean(String(from.value), listed);
    if (
      typeof from.value === 'string' &&
      (isOpen || members.every(({ kind }) => kind === 'literal' || kind === 'null'))
    )
      return {
        code: isOpen ? 'unlisted-value' : 'unknown-value',
        message: `'${from.value}' is not one of ${showType({ kind: 'union', members })}.${meant}`,
      };
  }
  return members.some((member) => mismatch(from, member) === undefined)
    ? undefined
    : wrongType(from, { kind: 'union', members });
}

function mismatchOfItems(from: ArrayType, to: ArrayType): Mismatch | undefined {
  if (to.min !== undefined && from.max !== undefined && from.max < to.min)
    return { code: 'array-length', message: `At least ${String(to.min)} items are expected.` };
  if (to.max !== undefined && from.min !== undefined && from.min > to.max)
    return { code: 'array-length', message: `At most ${String(to.max)} items are expected.` };
  return mismatch(from.item(), to.item());
}

function mismatchOfObject(from: ObjectType, to: ObjectType): Mismatch | undefined {
  if (from.resource || to.resource) return undefined;
  for (const [name, { type, required }] of Object.entries(to.properties)) {
    const given = from.properties[name];
    if (!given && required && !from.rest)
      return { code: 'missing-property', message: `"${name}" of ${to.name} is missing.` };
    const found = given && mismatch(given.type(), optional(type(), required));
    if (found) return { code: found.code, message: `${name}: ${found.message}` };
  }
  for (const name of Object.keys(from.properties))
    if (!to.properties[name]) {
      const rest = to.rest?.();
      const found = rest ? mismatch(from.properties[name]?.type() ?? rest, rest) : unknownProperty(name, to);
      if (found) return { code: found.code, message: rest ? `${name}: ${found.message}` : found.message };
    }
  return undefined;
}

/** The case that the discriminator chooses, with the properties of all cases; where it is not known, nothing is said. */
function mismatchOfChoice(from: Type, { base, cases, discriminator, name }: ChoiceType): Mismatch | undefined {
  if (from.kind === 'choice') return undefined;
  if (from.kind !== 'object') return wrongType(from, { kind: 'object', name, properties: {} });
  const chosen = from.properties[discriminator]?.type();
  if (!chosen)
    return from.rest ? undefined : { code: 'missing-property', message: `"${discriminator}" of ${name} is missing.` };
  if (chosen.kind !== 'literal') return undefined;
  const one = Object.hasOwn(cases, String(chosen.value)) ? cases[String(chosen.value)]?.() : undefined;
  if (one?.kind === 'object') return mismatchOfObject(from, { ...one, properties: { ...base, ...one.properties } });
  return mismatchOfUnion(
    chosen,
    Object.keys(cases).map((value) => ({ kind: 'literal', value })),
  );
}

/** Where a property may be left out, null says the same. */
export const optional = (type: Type, required: boolean): Type =>
  required ? type : { kind: 'union', members: [...membersOf(type), { kind: 'null' }] };

export function unknownProperty(name: string, to: ObjectType): Mismatch {
  const names = Object.keys(to.properties).filter((known) => !to.properties[known]?.readOnly);
  return { code: 'unknown-property', message: `${to.name} has no property "${name}".${didYouMean(name, names)}` };
}

function wrongType(from: Type, to: Type): Mismatch {
  return { code: 'wrong-type', message: `${describeType(to)} is expected, this is ${describeType(from)}.` };
}

/** What is wrong with a text of which every character is known. */
export function textProblem(value: string, { min, max, pattern }: TextType): Mismatch | undefined {
  const { length } = value;
  const between = `${String(min ?? 0)} to ${String(max ?? '…')}`;
  if (length < (min ?? 0) || length > (max ?? Infinity))
    return { code: 'text-length', message: `'${value}' has ${String(length)} characters; ${between} are allowed.` };
  if (pattern !== undefined && !new RegExp(pattern).test(value))
    return { code: 'text-pattern', message: `'${value}' does not match ${pattern}.` };
  return undefined;
}

function lengthProblem(from: TextType, to: TextType): Mismatch | undefined {
  if ((from.min ?? 0) > (to.max ?? Infinity) || (from.max ?? Infinity) < (to.min ?? 0))
    return {
      code: 'text-length',
      message: `The text is never ${String(to.min ?? 0)} to ${String(to.max ?? '…')} characters long.`,
    };
  return undefined;
}

function numberProblem(
  least: number | undefined,
  most: number | undefined,
  to: { min?: number | undefined; max?: number | undefined },
) {
  if ((least ?? -Infinity) > (to.max ?? Infinity) || (most ?? Infinity) < (to.min ?? -Infinity))
    return { code: 'number-range', message: `${String(to.min ?? '…')} to ${String(to.max ?? '…')} is allowed.` };
  return undefined;
}
