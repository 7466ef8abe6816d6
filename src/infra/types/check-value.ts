import type { ArrayLiteral, Expression, Loop, ObjectLiteral, ObjectProperty, Value } from '../bicep/expression.ts';
import { plainText } from '../bicep/body.ts';
import { mismatch, optional, unknownProperty } from './assignable.ts';
import { inferType, insideLoop } from './infer.ts';
import type { Place } from './place.ts';
import { describeType, showType } from './show-type.ts';
import {
  anything,
  arrayOf,
  membersOf,
  plainProperty,
  truth,
  type ArrayType,
  type ChoiceType,
  type ObjectType,
  type Type,
} from './type.ts';

/**
 * Reports what is wrong with a value that stands where a type is expected, part by part, so that each problem stands at the part
 * that is wrong.
 */
export function checkValue(value: Value, expected: Type, place: Place): void {
  if (expected.kind === 'any') inferType(value, place);
  else if (value.kind === 'object') checkObjectValue(value, expected, place);
  else if (value.kind === 'array') checkArray(value, expected, place);
  else if (value.kind === 'for') checkLoop(value, expected, place);
  else if (value.kind === 'ternary' || value.kind === 'if') {
    checkValue(value.condition, truth, place);
    const branches = value.kind === 'if' ? [value.body] : [value.then, value.else];
    for (const branch of branches) checkValue(branch, expected, place);
  } else report(value, inferType(value, place), expected, place);
}

function checkLoop(value: Loop, expected: Type, place: Place): void {
  const list = only(expected, 'array');
  if (list) checkValue(value.body, list.item(), insideLoop(value, place));
  else report(value, arrayOf(anything), expected, place);
}

function report({ span }: { readonly span: Expression['span'] }, type: Type, expected: Type, place: Place): void {
  const found = mismatch(type, expected);
  if (found) place.report(span, found.code, found.message);
}

/** The member of that kind: `object` in `object | null`. */
function only<Kind extends Type['kind']>(type: Type, kind: Kind): Extract<Type, { kind: Kind }> | undefined {
  return membersOf(type).find((member): member is Extract<Type, { kind: Kind }> => member.kind === kind);
}

function checkArray(value: ArrayLiteral, expected: Type, place: Place): void {
  const list: ArrayType | undefined = only(expected, 'array');
  if (!list) {
    report(value, inferType(value, place), expected, place);
    return;
  }
  for (const item of value.items)
    if (item.kind === 'spread') checkValue(item.value, arrayOf(list.item()), place);
    else checkValue(item, list.item(), place);
  if (value.items.some(({ kind }) => kind === 'spread')) return;
  const { length } = value.items;
  if (length < (list.min ?? 0) || length > (list.max ?? Infinity))
    place.report(
      value.span,
      'array-length',
      `${String(list.min ?? 0)} to ${String(list.max ?? '…')} items are expected, here are ${String(length)}.`,
    );
}

function checkObjectValue(value: ObjectLiteral, expected: Type, place: Place): void {
  const object = only(expected, 'object');
  if (object) {
    checkProperties(value, object, place);
    return;
  }
  const choice = only(expected, 'choice');
  if (choice) {
    checkChoice(value, choice, place);
    return;
  }
  report(value, inferType(value, place), expected, place);
}

/** Properties by name; those that a spread or an interpolated name brings are checked as far as they are known. */
export function checkProperties(value: ObjectLiteral, expected: ObjectType, place: Place): void {
  const given = new Set<string>();
  let isOpen = false;
  for (const part of value.properties) {
    if (part.kind === 'spread') {
      const type = inferType(part.value, place);
      if (type.kind === 'object' && !type.rest) for (const name of Object.keys(type.properties)) given.add(name);
      else isOpen = true;
      continue;
    }
    const key = inferType(part.key, place);
    if (key.kind !== 'literal') {
      isOpen = true;
      checkValue(part.value, expected.rest?.() ?? anything, place);
      continue;
    }
    given.add(String(key.value));
    checkProperty(part, String(key.value), expected, place);
  }
  if (isOpen) return;
  for (const [name, { required, readOnly }] of Object.entries(expected.properties))
    if (required && !readOnly && !given.has(name))
      place.report(
        value.span,
        'missing-property',
        `"${name}" of ${expected.name} is missing: ${describeType(expected.properties[name]?.type() ?? anything)}.`,
      );
}

function checkProperty(part: ObjectProperty, name: string, expected: ObjectType, place: Place): void {
  const property = Object.hasOwn(expected.properties, name) ? expected.properties[name] : undefined;
  if (property?.readOnly) {
    inferType(part.value, place);
    place.report(
      part.key.span,
      'read-only-property',
      `"${name}" of ${expected.name} is set by Azure and can only be read.`,
    );
    return;
  }
  if (property) {
    checkValue(part.value, optional(property.type(), property.required), place);
    return;
  }
  if (expected.rest) {
    checkValue(part.value, expected.rest(), place);
    return;
  }
  inferType(part.value, place);
  const { code, message } = unknownProperty(name, expected);
  place.report(part.key.span, code, message);
}

/** The case that the discriminator names, with the properties that all cases share. */
export function checkChoice(
  value: ObjectLiteral,
  { name, discriminator, base, cases }: ChoiceType,
  place: Place,
): void {
  const chosen = value.properties.find(
    (part): part is ObjectProperty => part.kind === 'property' && plainText(part.key) === discriminator,
  );
  const listed = Object.keys(cases);
  if (!chosen) {
    inferType(value, place);
    if (value.properties.some(({ kind }) => kind === 'spread')) return;
    place.report(
      value.span,
      'missing-property',
      `"${discriminator}" of ${name} is missing: one of '${listed.join("', '")}'.`,
    );
    return;
  }
  const type = inferType(chosen.value, place);
  const made = membersOf(type).map((one) =>
    one.kind === 'literal' && Object.hasOwn(cases, String(one.value)) ? cases[String(one.value)]?.() : undefined,
  );
  if (made.every((one) => one?.kind === 'object')) {
    for (const one of made)
      checkProperties(
        value,
        { ...one, properties: { ...base, ...one.properties, [discriminator]: plainProperty(() => type) } },
        place,
      );
    return;
  }
  inferType(value, place);
  const expected: Type = { kind: 'union', members: listed.map((one) => ({ kind: 'literal', value: one })) };
  const found = mismatch(type, expected);
  if (found) place.report(chosen.value.span, found.code, found.message);
  else if (type.kind !== 'any')
    place.report(chosen.value.span, 'unknown-value', `One of ${showType(expected)} must be named here.`);
}
