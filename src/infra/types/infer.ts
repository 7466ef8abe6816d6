import type {
  ArrayLiteral,
  Binary,
  Loop,
  ObjectLiteral,
  StringLiteral,
  Ternary,
  Unary,
  Value,
} from '../bicep/expression.ts';
import { plainText } from '../bicep/body.ts';
import { typeOfLambda } from './dependent-functions.ts';
import { typeOfCall } from './infer-call.ts';
import { typeOfAccess, typeOfIndex, typeOfNested } from './infer-access.ts';
import { mismatch } from './assignable.ts';
import { withNames, type Place } from './place.ts';
import { describeType } from './show-type.ts';
import {
  anything,
  arrayOf,
  integer,
  literal,
  membersOf,
  nothing,
  plainProperty,
  truth,
  unionOf,
  withoutNull,
  type Property,
  type Type,
} from './type.ts';

/** The type of an expression; what is wrong inside it is reported to the place. */
export function inferType(value: Value, place: Place): Type {
  switch (value.kind) {
    case 'string':
      return typeOfString(value, place);
    case 'number':
    case 'boolean':
      return literal(value.value);
    case 'null':
      return nothing;
    case 'object':
      return typeOfObject(value, place);
    case 'array':
      return typeOfArray(value, place);
    case 'variable':
      return place.find(value.name) ?? anything;
    case 'access':
      return typeOfAccess(inferType(value.base, place), value, place);
    case 'index':
      return typeOfIndex(inferType(value.base, place), inferType(value.index, place), value, place);
    case 'nested':
      return typeOfNested(inferType(value.base, place), value, place);
    case 'nonNull':
      return withoutNull(inferType(value.base, place));
    case 'call':
      return typeOfCall(value, place, inferType);
    case 'unary':
      return typeOfUnary(value, place);
    case 'binary':
      return typeOfBinary(value, place);
    case 'ternary':
      return typeOfTernary(value, place);
    case 'lambda':
      return typeOfLambda(value, [], place, inferType);
    case 'for':
      return arrayOf(inferType(value.body, insideLoop(value, place)));
    case 'if':
      expectType(value.condition, truth, place);
      return inferType(value.body, place);
  }
}

/** Reports where the expression may not have that type, and returns the type that it has. */
function expectType(value: Value, expected: Type, place: Place): Type {
  const type = inferType(value, place);
  const found = mismatch(type, expected);
  if (found) place.report(value.span, found.code, found.message);
  return type;
}

/** The names that a loop's body sees. */
export function insideLoop({ item, index, over }: Loop, place: Place): Place {
  const listed = inferType(over, place);
  const found = mismatch(listed, arrayOf(anything));
  if (found) place.report(over.span, found.code, found.message);
  return withNames(place, { [item.name]: itemOf(listed), ...(index ? { [index.name]: integer } : {}) });
}

/** What an array holds. */
const itemOf = (type: Type): Type =>
  unionOf(...membersOf(type).map((member) => (member.kind === 'array' ? member.item() : anything)));

function typeOfString(value: StringLiteral, place: Place): Type {
  const plain = plainText(value);
  if (plain !== undefined) return literal(plain);
  let text = '';
  let min = 0;
  let isKnown = true;
  for (const part of value.parts) {
    const type = typeof part === 'string' ? literal(part) : inferType(part, place);
    if (type.kind === 'literal') {
      text += String(type.value);
      min += String(type.value).length;
      continue;
    }
    isKnown = false;
    if (type.kind === 'string') min += type.min ?? 0;
    if (
      typeof part !== 'string' &&
      membersOf(type).some(({ kind }) => kind === 'object' || kind === 'choice' || kind === 'array')
    )
      place.report(
        part.span,
        'wrong-type',
        `A text is put together of texts and numbers, this is ${describeType(type)}.`,
      );
  }
  return isKnown ? literal(text) : { kind: 'string', min };
}

function typeOfObject(value: ObjectLiteral, place: Place): Type {
  const properties: Record<string, Property> = {};
  let isOpen = false;
  for (const part of value.properties) {
    const type = inferType(part.value, place);
    if (part.kind === 'property') {
      const key = inferType(part.key, place);
      if (key.kind === 'literal') properties[String(key.value)] = plainProperty(() => type);
      else isOpen = true;
    } else if (type.kind === 'object') {
      Object.assign(properties, type.properties);
      isOpen ||= type.rest !== undefined;
    } else isOpen = true;
  }
  return { kind: 'object', name: 'object', properties, rest: isOpen ? () => anything : undefined };
}

function typeOfArray({ items }: ArrayLiteral, place: Place): Type {
  const types = items.map((item) =>
    item.kind === 'spread' ? itemOf(inferType(item.value, place)) : inferType(item, place),
  );
  const item = types.length === 0 ? anything : unionOf(...types);
  const length = items.some(({ kind }) => kind === 'spread') ? undefined : items.length;
  return { kind: 'array', item: () => item, min: length, max: length };
}

function typeOfUnary({ operator, operand }: Unary, place: Place): Type {
  if (operator === '!') {
    expectType(operand, truth, place);
    return truth;
  }
  const type = expectType(operand, integer, place);
  return operator === '-' && type.kind === 'literal' && typeof type.value === 'number' ? literal(-type.value) : integer;
}

function typeOfBinary({ operator, left, right, span }: Binary, place: Place): Type {
  if (operator === '??') return unionOf(withoutNull(inferType(left, place)), inferType(right, place));
  if (operator === '&&' || operator === '||') {
    expectType(left, truth, place);
    expectType(right, truth, place);
    return truth;
  }
  if ('*/%+-'.includes(operator)) {
    expectType(left, integer, place);
    expectType(right, integer, place);
    return integer;
  }
  const types = [inferType(left, place), inferType(right, place)] as const;
  if ((operator === '==' || operator === '!=') && isNeverEqual(...types))
    place.report(span, 'never-equal', `${describeType(types[0])} is never equal to ${describeType(types[1])}.`);
  return truth;
}

/** Whether no value of the one is a value of the other: `environment == 'prd'`. */
function isNeverEqual(one: Type, other: Type): boolean {
  const pairs = membersOf(one).flatMap((left) => membersOf(other).map((right) => [left, right] as const));
  return pairs.every(
    ([left, right]) => left.kind === 'literal' && right.kind === 'literal' && left.value !== right.value,
  );
}

function typeOfTernary(value: Ternary, place: Place): Type {
  expectType(value.condition, truth, place);
  return unionOf(inferType(value.then, place), inferType(value.else, place));
}
