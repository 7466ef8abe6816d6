import type { Decorator, Expression } from '../bicep/expression.ts';
import type { TypeNode } from '../bicep/type-node.ts';
import type { TypeDeclaration } from '../bicep/tree.ts';
import { Declared, isArray, isObject, type Item, kindOf } from './item.ts';
import { equal } from './operators.ts';
import { isRuntimeItem, shown } from './runtime.ts';

interface Lookup {
  /** A `type` declaration in reach. */
  type(name: string): TypeDeclaration | undefined;
  /** The value of a decorator's argument. */
  evaluate(expression: Expression): Item;
}

const primitives: Record<string, (value: Item) => boolean> = {
  string: (value) => typeof value === 'string',
  int: (value) => typeof value === 'number',
  bool: (value) => typeof value === 'boolean',
  object: (value) => isObject(value) || value instanceof Declared,
  array: isArray,
  any: () => true,
};

/** What a value breaks of its declared type and of the decorators; run-time values pass. Empty: nothing. */
export function faultsOf(value: Item, type: TypeNode, decorators: readonly Decorator[], lookup: Lookup): string[] {
  if (isRuntimeItem(value)) return [];
  const wrong = typeFaults(value, type, lookup);
  return wrong.length > 0 ? wrong : decorators.flatMap((decorator) => decoratorFaults(value, decorator, lookup));
}

function typeFaults(value: Item, type: TypeNode, lookup: Lookup): string[] {
  if (isRuntimeItem(value)) return [];
  switch (type.kind) {
    case 'named': {
      const primitive = Object.hasOwn(primitives, type.name) ? primitives[type.name] : undefined;
      if (primitive !== undefined)
        return primitive(value) ? [] : [`a value of type ${type.name} is needed, this is ${kindOf(value)}`];
      const declared = lookup.type(type.name);
      return declared === undefined ? [] : faultsOf(value, declared.type, declared.decorators, lookup);
    }
    case 'literal':
      return value === type.value ? [] : [`${shown(type.value)} is needed, this is ${shown(value)}`];
    case 'union': {
      if (type.members.some((member) => typeFaults(value, member, lookup).length === 0)) return [];
      return [
        `${shown(value)} is none of ${type.members.map((member) => (member.kind === 'literal' ? shown(member.value) : '…')).join(', ')}`,
      ];
    }
    case 'nullable':
      return value === null ? [] : typeFaults(value, type.of, lookup);
    case 'arrayOf':
      if (!isArray(value)) return [`an array is needed, this is ${kindOf(value)}`];
      return value.flatMap((item, at) => typeFaults(item, type.item, lookup).map((fault) => `[${at}]: ${fault}`));
    case 'tuple':
      if (!isArray(value) || value.length !== type.items.length) return [`an array of ${type.items.length} is needed`];
      return type.items.flatMap((item, at) => faultsOf(value[at] ?? null, item.type, item.decorators, lookup));
    case 'objectType': {
      if (!isObject(value)) return [`an object is needed, this is ${kindOf(value)}`];
      const { additional } = type;
      const named = new Set(type.properties.map(({ key }) => key.name));
      const others = Object.entries(value).filter(([name]) => !named.has(name));
      return [
        ...type.properties.flatMap((property) => {
          const found = value[property.key.name];
          if (found === undefined)
            return property.type.kind === 'nullable' ? [] : [`the property '${property.key.name}' is missing`];
          return faultsOf(found, property.type, property.decorators, lookup).map(
            (fault) => `${property.key.name}: ${fault}`,
          );
        }),
        ...others.flatMap(([name, other]) =>
          additional === undefined ? [`there is no property '${name}'`] : typeFaults(other, additional, lookup),
        ),
      ];
    }
    case 'generic':
    case 'typeAccess':
      // Types made from other templates or from resources: their own checker knows them.
      return [];
  }
}

const limits = new Set(['allowed', 'minLength', 'maxLength', 'minValue', 'maxValue']);

function decoratorFaults(value: Item, { call }: Decorator, lookup: Lookup): string[] {
  if (value === null || !limits.has(call.name.name)) return [];
  const argument = call.args[0] === undefined ? undefined : lookup.evaluate(call.args[0]);
  const size =
    typeof value === 'string' || isArray(value)
      ? value.length
      : isObject(value)
        ? Object.keys(value).length
        : undefined;
  const limit = typeof argument === 'number' ? argument : 0;
  switch (call.name.name) {
    case 'allowed': {
      const allowed = isArray(argument) ? argument : [];
      const each = isArray(value) && !allowed.some((item) => isArray(item)) ? value : [value];
      const odd = each.find((item) => !allowed.some((other) => equal(item, other)));
      return odd === undefined ? [] : [`${shown(odd)} is not allowed: ${allowed.map(shown).join(', ')} are`];
    }
    case 'minLength':
      return size !== undefined && size < limit ? [`${shown(value)} is shorter than ${limit}`] : [];
    case 'maxLength':
      return size !== undefined && size > limit ? [`${shown(value)} is longer than ${limit}`] : [];
    case 'minValue':
      return typeof value === 'number' && value < limit ? [`${value} is less than ${limit}`] : [];
    case 'maxValue':
      return typeof value === 'number' && value > limit ? [`${value} is more than ${limit}`] : [];
    default:
      return [];
  }
}
