import { plainText } from '../bicep/body.ts';
import type { Expression, Lambda, Value } from '../bicep/expression.ts';
import { withNames, type Place } from './place.ts';
import {
  anything,
  arrayOf,
  integer,
  literal,
  mapOf,
  membersOf,
  nothing,
  objectOf,
  text,
  unionOf,
  withoutNull,
  type ObjectType,
  type Type,
} from './type.ts';

/** How the expressions inside a call get their types: `inferType`, handed over so that the files do not import each other. */
export type Infer = (value: Value, place: Place) => Type;

/** @param given types of the arguments, in order */
export function typeOfLambda({ parameters, body }: Lambda, given: readonly Type[], place: Place, infer: Infer): Type {
  const names = parameters.map(({ name }, index) => [name, given[index] ?? anything] as const);
  return infer(body, withNames(place, Object.fromEntries(names)));
}

type Dependent = (args: readonly Expression[], place: Place, infer: Infer) => Type;

const itemOf = (type: Type): Type =>
  unionOf(...membersOf(type).map((member) => (member.kind === 'array' ? member.item() : anything)));

const isList = (type: Type) => membersOf(type).every(({ kind }) => kind === 'array');

/** What a lambda gives for the items of the list before it: `map(list, item => …)`, or with the index. */
const lambdaOver: Dependent = ([list, lambda], place, infer) => {
  const item = list ? itemOf(infer(list, place)) : anything;
  return lambda?.kind === 'lambda' ? typeOfLambda(lambda, [item, integer], place, infer) : anything;
};

const typeOfFirst: Dependent = ([first], place, infer) => (first ? infer(first, place) : anything);
const sameAsFirst: Dependent = (args, place, infer) => widened(typeOfFirst(args, place, infer));
const sameAfterLambda: Dependent = (args, place, infer) => {
  lambdaOver(args, place, infer);
  return sameAsFirst(args, place, infer);
};

/** A part of a text is a text; of a list, a list of the same items. */
const widened = (type: Type): Type =>
  unionOf(
    ...membersOf(type).map((member) =>
      member.kind === 'literal' && typeof member.value === 'string'
        ? text
        : member.kind === 'array'
          ? { ...member, min: undefined, max: undefined }
          : member,
    ),
  );

const itemOrText: Dependent = ([first], place, infer) => {
  const type = first ? infer(first, place) : anything;
  const members = membersOf(type).map((member) =>
    member.kind === 'array' ? member.item() : member.kind === 'any' ? anything : text,
  );
  return unionOf(...members);
};

const loadJson: Dependent = ([path], place) => {
  const name = path && plainText(path);
  const content = name === undefined ? undefined : place.readBeside(name);
  if (!path || content === undefined) return anything;
  try {
    return typeOfJson(JSON.parse(content));
  } catch (error) {
    place.report(path.span, 'bad-json', `${name ?? ''} is no JSON: ${String(error)}`);
    return anything;
  }
};

function typeOfJson(value: unknown): Type {
  if (value === null) return nothing;
  if (Array.isArray(value)) return arrayOf(unionOf(...value.map(typeOfJson)));
  if (typeof value === 'object')
    return objectOf(Object.fromEntries(Object.entries(value).map(([name, one]) => [name, typeOfJson(one)])));
  return literal(value as string | number | boolean);
}

/** Objects laid over each other, lists behind each other. */
const merged: Dependent = (args, place, infer) => {
  const types = args.map((argument) => infer(argument, place));
  if (types.every(isList)) return arrayOf(unionOf(...types.map(itemOf)));
  if (!types.every((type): type is ObjectType => type.kind === 'object')) return anything;
  const rests = types.flatMap(({ rest }) => (rest ? [rest()] : []));
  return {
    kind: 'object',
    name: 'object',
    properties: Object.assign({}, ...types.map(({ properties }) => properties)) as ObjectType['properties'],
    rest: rests.length > 0 ? () => unionOf(...rests) : undefined,
  };
};

const itemsOf: Dependent = ([object], place, infer) => {
  const type = object ? infer(object, place) : anything;
  if (type.kind !== 'object') return arrayOf(objectOf({ key: text, value: anything }));
  const values = [
    ...Object.values(type.properties).map((property) => property.type()),
    ...(type.rest ? [type.rest()] : []),
  ];
  return arrayOf(objectOf({ key: text, value: values.length === 0 ? anything : unionOf(...values) }));
};

const toObject: Dependent = ([list, key, value], place, infer) => {
  const item = list ? itemOf(infer(list, place)) : anything;
  if (key?.kind === 'lambda') typeOfLambda(key, [item], place, infer);
  return mapOf(value?.kind === 'lambda' ? typeOfLambda(value, [item], place, infer) : item);
};

/** Functions whose result depends on what they are given: the others are in `function-types.ts`. */
export const dependentFunctions: Readonly<Record<string, Dependent>> = {
  any: (args, place, infer) => {
    typeOfFirst(args, place, infer);
    return anything;
  },
  array: (args, place, infer) => {
    const type = typeOfFirst(args, place, infer);
    return type.kind === 'array' ? type : arrayOf(type);
  },
  coalesce: (args, place, infer) => unionOf(...args.map((argument) => withoutNull(infer(argument, place)))),
  concat: (args, place, infer) => {
    const types = args.map((argument) => infer(argument, place));
    return types.every(isList)
      ? arrayOf(unionOf(...types.map(itemOf)))
      : types.some(({ kind }) => kind === 'any')
        ? anything
        : text;
  },
  distinct: sameAsFirst,
  filter: sameAfterLambda,
  first: itemOrText,
  flatten: ([list], place, infer) => arrayOf(itemOf(itemOf(list ? infer(list, place) : anything))),
  intersection: sameAsFirst,
  items: itemsOf,
  last: itemOrText,
  loadJsonContent: loadJson,
  map: (args, place, infer) => arrayOf(lambdaOver(args, place, infer)),
  nameof: () => text,
  reduce: ([list, start, lambda], place, infer) => {
    const types = [list, start].map((one) => (one ? infer(one, place) : anything));
    if (lambda?.kind === 'lambda') typeOfLambda(lambda, [anything, itemOf(types[0] ?? anything)], place, infer);
    return anything;
  },
  shallowMerge: ([list], place, infer) => {
    if (list) infer(list, place);
    return mapOf(anything);
  },
  skip: sameAsFirst,
  sort: (args, place, infer) => {
    const [list, lambda] = args;
    const item = list ? itemOf(infer(list, place)) : anything;
    if (lambda?.kind === 'lambda') typeOfLambda(lambda, [item, item], place, infer);
    return sameAsFirst(args, place, infer);
  },
  take: (args, place, infer) => {
    const type = sameAsFirst(args, place, infer);
    const count = args[1] ? infer(args[1], place) : anything;
    return type.kind === 'string' && count.kind === 'literal' ? { ...type, max: Number(count.value) } : type;
  },
  toObject,
  tryGet: (args, place, infer) => {
    for (const argument of args) infer(argument, place);
    return anything;
  },
  union: merged,
};
