import {
  ObjectTypePropertyFlags,
  ScopeType,
  TypeFactory,
  type ObjectTypeProperty,
  type TypeReference,
} from 'bicep-types';
import type { DescribedChoice, DescribedObject, DescribedProperty, DescribedType } from './described.ts';

/**
 * Writes described resource types in Bicep's type format. Descriptions are left out: they are four fifths of the size.
 *
 * @param described resource types of one provider and api version: types of one name are written once
 * @returns the factory that holds them
 */
export function typeFileOf(described: readonly DescribedType[]): TypeFactory {
  const factory = new TypeFactory();
  const written = new Map<string, { text: string; reference: TypeReference }>();
  for (const definitions of described) writeResource(factory, definitions, written);
  return factory;
}

function writeResource(
  factory: TypeFactory,
  definitions: DescribedType,
  written: Map<string, { text: string; reference: TypeReference }>,
): void {
  const named = namedTypes(definitions);

  const reference = (text: string, modifiers = ''): TypeReference => {
    if (text.endsWith('[]')) return factory.addArrayType(reference(text.slice(0, -2)));
    if (text.includes(' | ')) return factory.addUnionType(text.split(' | ').map(unionMember));
    return primitive(factory, text, modifiers) ?? object(text) ?? factory.addStringLiteralType(text);
  };
  // A union's other members are texts, also where an object has the same name.
  const unionMember = (text: string) => primitive(factory, text, '') ?? factory.addStringLiteralType(text);
  const object = (name: string) => {
    const definition = named.get(name);
    return definition && define(definition);
  };
  const define = (definition: DescribedObject | DescribedChoice): TypeReference => {
    const text = JSON.stringify(definition);
    const known = written.get(definition.name);
    if (known?.text === text) return known.reference;
    const properties: Record<string, ObjectTypeProperty> = {};
    if (definition.$type === 'Object') {
      const rest = definition.additionalPropertiesType;
      const made = factory.addObjectType(definition.name, properties, rest ? reference(rest) : undefined);
      written.set(definition.name, { text, reference: made });
      fill(properties, definition.properties);
      return made;
    }
    const cases: Record<string, TypeReference> = {};
    const made = factory.addDiscriminatedObjectType(definition.name, definition.discriminator, properties, cases);
    written.set(definition.name, { text, reference: made });
    fill(properties, definition.baseProperties);
    for (const element of definition.elements) cases[discriminatorOf(element, definition)] = define(element);
    return made;
  };
  const fill = (properties: Record<string, ObjectTypeProperty>, described: readonly DescribedProperty[]) => {
    for (const { name, type, flags, modifiers } of described)
      properties[name] = {
        type: reference(type, modifiers),
        flags: bits(flags ?? '', ObjectTypePropertyFlags),
      };
  };

  for (const definition of definitions)
    if (definition.$type === 'Resource') {
      const { name, bodyType, readableScopes, writableScopes } = definition;
      factory.addResourceType(name, define(bodyType), scopesOf(name, readableScopes), scopesOf(name, writableScopes));
    } else if (definition.$type === 'ResourceInstanceFunction') {
      const { name, resourceType, apiVersion, outputType, inputType } = definition;
      const input = inputType === null ? undefined : reference(inputType);
      if (isAsked(definitions, resourceType))
        factory.addResourceFunctionType(name, resourceType, apiVersion, reference(outputType), input);
    }
}

function namedTypes(definitions: DescribedType): Map<string, DescribedObject | DescribedChoice> {
  const named = new Map<string, DescribedObject | DescribedChoice>();
  for (const definition of definitions)
    if (definition.$type === 'Object' || definition.$type === 'DiscriminatedObject') {
      named.set(definition.name, definition);
      if (definition.$type === 'DiscriminatedObject')
        for (const element of definition.elements) if (!named.has(element.name)) named.set(element.name, element);
    }
  return named;
}

const isAsked = (definitions: DescribedType, resourceType: string) =>
  definitions.some(({ $type, name }) => $type === 'Resource' && name.startsWith(`${resourceType}@`));

function discriminatorOf(element: DescribedObject, { discriminator, name }: DescribedChoice): string {
  const value = element.properties.find((property) => property.name === discriminator)?.type;
  if (value === undefined) throw new Error(`${element.name} of ${name} has no ${discriminator}`);
  return value;
}

function primitive(factory: TypeFactory, text: string, modifiers: string): TypeReference | undefined {
  const number = (name: string) => {
    const found = new RegExp(`${name}: (-?\\d+)`).exec(modifiers)?.[1];
    return found === undefined ? undefined : Number(found);
  };
  switch (text) {
    case 'string': {
      const pattern = /pattern: (.*)$/.exec(modifiers)?.[1];
      const sensitive = /^sensitive\b/.test(modifiers) ? true : undefined;
      return factory.addStringType(sensitive, number('minLength'), number('maxLength'), pattern);
    }
    case 'int':
      return factory.addIntegerType(number('minValue'), number('maxValue'));
    case 'bool':
      return factory.addBooleanType();
    case 'null':
      return factory.addNullType();
    case 'any':
    case 'object':
    case 'array':
      return factory.addAnyType();
    default:
      return undefined;
  }
}

/** The tool names all scopes at once, and leaves out that a role is assigned on any resource. */
function scopesOf(resource: string, words: string): ScopeType {
  const all = words.replace('AllExceptExtension', 'Tenant, ManagementGroup, Subscription, ResourceGroup');
  return bits(resource.startsWith('Microsoft.Authorization/roleAssignments@') ? `${all}, Extension` : all, ScopeType);
}

/** `'Required, ReadOnly'` → 3, by the numbers of Bicep's type format. */
function bits<Bits extends number>(words: string, numbers: Record<string, string | Bits>): Bits {
  let sum = 0;
  for (const word of words.split(', ')) sum |= Number(numbers[word] ?? 0);
  return sum as Bits;
}
