import type { Expression, IndexAccess, NestedAccess, PropertyAccess } from '../bicep/expression.ts';
import type { Span } from '../bicep/source.ts';
import { didYouMean } from './did-you-mean.ts';
import type { Place } from './place.ts';
import { describeType } from './show-type.ts';
import {
  anything,
  membersOf,
  nothing,
  unionOf,
  type ChoiceType,
  type ObjectType,
  type Property,
  type Type,
} from './type.ts';

/** Known of a resource or module that a condition left out: Azure computes these from the names. */
const alwaysThere = new Set(['id', 'name', 'type', 'apiVersion']);

/** `base.name` */
export function typeOfAccess(base: Type, access: PropertyAccess, place: Place): Type {
  const { name, safe } = access;
  const hasNull = base.kind === 'union' && base.members.some(({ kind }) => kind === 'null');
  const isSafe = isSafeChain(access);
  if (hasNull && !isSafe && !alwaysThere.has(name.name))
    place.report(
      access.base.span,
      'possibly-missing',
      `This may be null, then "${name.name}" fails: use .? or !.`,
      'warning',
    );
  const types = membersOf(base).flatMap((member) =>
    member.kind === 'null' ? [] : [propertyType(member, name.name, name.span, safe, place)],
  );
  return unionOf(...types, ...(hasNull && isSafe ? [nothing] : []));
}

/** After one `.?` the rest of the chain is passed over when there is nothing. */
function isSafeChain(expression: Expression): boolean {
  if (expression.kind !== 'access' && expression.kind !== 'index') return false;
  return expression.safe || isSafeChain(expression.base);
}

/** `base[index]` */
export function typeOfIndex(base: Type, index: Type, { index: { span }, safe }: IndexAccess, place: Place): Type {
  const types = membersOf(base).flatMap((member): Type[] => {
    if (member.kind === 'array') {
      if (index.kind === 'string' || (index.kind === 'literal' && typeof index.value !== 'number'))
        place.report(span, 'wrong-type', 'An array has numbered items: an int is expected.');
      return [member.item()];
    }
    if (index.kind === 'literal' && typeof index.value === 'string')
      return member.kind === 'null' ? [] : [propertyType(member, index.value, span, safe, place)];
    if (member.kind === 'object' && index.kind !== 'any') return [...allProperties(member)];
    return [anything];
  });
  return unionOf(...types);
}

/** `parent::child` */
export function typeOfNested(base: Type, { name }: NestedAccess, place: Place): Type {
  if (base.kind === 'any') return anything;
  const children = 'resource' in base ? base.resource.children : {};
  const child = Object.hasOwn(children, name.name) ? children[name.name] : undefined;
  if (child) return child();
  const meant = didYouMean(name.name, Object.keys(children));
  place.report(name.span, 'unknown-child', `${describeType(base)} has no resource "${name.name}" inside.${meant}`);
  return anything;
}

/** Every value that an index by a text that is not known may give. */
function* allProperties({ properties, rest }: ObjectType): Generator<Type> {
  for (const { type } of Object.values(properties)) yield type();
  if (rest) yield rest();
}

function propertyType(base: Type, name: string, span: Span, safe: boolean, place: Place): Type {
  if (base.kind === 'any') return anything;
  if (base.kind !== 'object' && base.kind !== 'choice') {
    place.report(span, 'unknown-property', `${describeType(base)} has no properties, so no "${name}".`);
    return anything;
  }
  const found = base.kind === 'object' ? Object.values(own(base.properties, name)) : propertiesOfChoice(base, name);
  if (found.length > 0) {
    if (found.every(({ writeOnly }) => writeOnly))
      place.report(span, 'write-only-property', `"${name}" of ${base.name} can be set, not read.`);
    return unionOf(...found.map(({ type }) => type()));
  }
  if (base.kind === 'object' && base.rest) return base.rest();
  if (safe) return nothing;
  const names = base.kind === 'object' ? Object.keys(base.properties) : Object.keys(base.base);
  place.report(span, 'unknown-property', `${base.name} has no property "${name}".${didYouMean(name, names)}`);
  return anything;
}

function propertiesOfChoice({ base, cases }: ChoiceType, name: string): Property[] {
  const properties = Object.values(cases).map((one) => {
    const type = one();
    return type.kind === 'object' ? own(type.properties, name) : {};
  });
  return [own(base, name), ...properties].flatMap((one) => Object.values(one));
}

function own(properties: Readonly<Record<string, Property>>, name: string): Record<string, Property> {
  const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
  return property ? { [name]: property } : {};
}
