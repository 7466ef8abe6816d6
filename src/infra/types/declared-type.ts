import { plainText } from '../bicep/body.ts';
import type { Decorator, Expression } from '../bicep/expression.ts';
import type { ObjectType as ObjectNode, TypeNode } from '../bicep/type-node.ts';
import type { TypeData } from './type-data.ts';
import {
  anything,
  anyObject,
  arrayOf,
  integer,
  literal,
  membersOf,
  nothing,
  plainProperty,
  text,
  truth,
  unionOf,
  type Type,
} from './type.ts';

/** What named types mean: those of the file, and the data for `resourceInput<…>`. */
export interface TypeNames {
  readonly data: TypeData;
  findType(name: string): Type | undefined;
}

const builtIn: Readonly<Record<string, Type>> = {
  any: anything,
  array: arrayOf(anything),
  bool: truth,
  int: integer,
  object: anyObject,
  secureString: text,
  secureObject: anyObject,
  string: text,
};

/** The type that a person wrote. Names that do not exist are `any` here: the checks of names report them. */
export function declaredType(node: TypeNode, names: TypeNames): Type {
  switch (node.kind) {
    case 'named':
      return (
        names.findType(node.name) ?? (Object.hasOwn(builtIn, node.name) ? builtIn[node.name] : undefined) ?? anything
      );
    case 'literal':
      return node.value === null ? nothing : literal(node.value);
    case 'union':
      return unionOf(...node.members.map((member) => declaredType(member, names)));
    case 'arrayOf':
      return arrayOf(declaredType(node.item, names));
    case 'tuple': {
      const items = node.items.map(({ type, decorators }) => decoratedType(declaredType(type, names), decorators));
      return { kind: 'array', item: () => unionOf(...items), min: items.length, max: items.length };
    }
    case 'objectType':
      return typeOfObjectNode(node, names);
    case 'nullable':
      return unionOf(declaredType(node.of, names), nothing);
    case 'generic':
      return typeOfGeneric(node.args, names);
    case 'typeAccess':
      return memberType(declaredType(node.base, names), node.member);
  }
}

function typeOfObjectNode({ properties, additional }: ObjectNode, names: TypeNames): Type {
  const entries = properties.map(({ key, type, decorators }) => {
    const made = decoratedType(declaredType(type, names), decorators);
    return [key.name, plainProperty(() => made, !membersOf(made).some(({ kind }) => kind === 'null'))] as const;
  });
  const rest = additional && declaredType(additional, names);
  return { kind: 'object', name: 'object', properties: Object.fromEntries(entries), rest: rest && (() => rest) };
}

/** `resourceInput<'Microsoft.Web/sites@2024-11-01'>` */
function typeOfGeneric([first]: readonly { readonly kind: string }[], { data }: TypeNames): Type {
  const name =
    first?.kind === 'string'
      ? plainText(first as Expression)
      : first?.kind === 'literal'
        ? String((first as { value?: unknown }).value)
        : '';
  const [type = '', version = ''] = (name ?? '').split('@');
  return data.find(type, version)?.body ?? anything;
}

function memberType(base: Type, member: string): Type {
  if (base.kind === 'array') return base.item();
  if (base.kind !== 'object') return anything;
  return base.properties[member]?.type() ?? base.rest?.() ?? anything;
}

/** The type narrowed by `@allowed`, `@minLength`, `@maxLength`, `@minValue` and `@maxValue`. */
export function decoratedType(type: Type, decorators: readonly Decorator[]): Type {
  return decorators.reduce((narrowed, { call: { name, args } }) => {
    const [argument] = args;
    if (name.name === 'allowed' && argument?.kind === 'array') {
      const values = argument.items.flatMap((item) => literalOf(item as Expression));
      return narrowed.kind === 'array'
        ? arrayOf(unionOf(...values))
        : unionOf(...values, ...membersOf(narrowed).filter(({ kind }) => kind === 'null'));
    }
    const limit = argument && numberOf(argument);
    return limit === undefined
      ? narrowed
      : unionOf(...membersOf(narrowed).map((member) => limited(member, name.name, limit)));
  }, type);
}

function limited(type: Type, decorator: string, limit: number): Type {
  if (type.kind === 'string' || type.kind === 'array') {
    if (decorator === 'minLength') return { ...type, min: limit };
    if (decorator === 'maxLength') return { ...type, max: limit };
  }
  if (type.kind === 'int') {
    if (decorator === 'minValue') return { ...type, min: limit };
    if (decorator === 'maxValue') return { ...type, max: limit };
  }
  return type;
}

function literalOf(expression: Expression): Type[] {
  const number = numberOf(expression);
  if (number !== undefined) return [literal(number)];
  const plain = plainText(expression);
  if (plain !== undefined) return [literal(plain)];
  return expression.kind === 'boolean' ? [literal(expression.value)] : [anything];
}

function numberOf(expression: Expression): number | undefined {
  if (expression.kind === 'number') return expression.value;
  const isNegative = expression.kind === 'unary' && expression.operator === '-' && expression.operand.kind === 'number';
  return isNegative ? -(expression.operand as { value: number }).value : undefined;
}
