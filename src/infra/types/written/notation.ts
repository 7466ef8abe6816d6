import type { DescribedObject, DescribedProperty, DescribedType } from '../described.ts';

/** `{ name: 'string!' }`: `!` required, `-` read only, else optional; modifiers after a semicolon: `'string!; maxLength: 12'`. */
type Properties = Record<string, string>;

export interface WrittenObject {
  readonly properties?: Properties;
  /** Type of every other property: a map. */
  readonly rest?: string;
}

export interface WrittenChoice {
  readonly discriminator: string;
  readonly base: Properties;
  readonly cases: Record<string, Properties>;
}

/**
 * A resource type restated by hand, in the shape that the tool prints.
 *
 * @param resource `'Microsoft.Insights/actionGroups@2023-01-01'`
 * @param scopes `'ResourceGroup'`, or `'Extension'` where it hangs on another resource.
 * @param body properties beside id, type, apiVersion and name, which every resource has
 * @param types the named types that the body refers to
 */
export function written(
  resource: string,
  scopes: string,
  body: Properties,
  types: Record<string, WrittenObject | WrittenChoice>,
): DescribedType {
  const [type = '', apiVersion = ''] = resource.split('@');
  const always = { id: 'string-', type: `${type}-`, apiVersion: `${apiVersion}-` };
  const bodyType = objectType(type, { properties: { ...always, name: 'string!', ...body } });
  return [
    { $type: 'Resource', name: resource, bodyType, writableScopes: scopes, readableScopes: scopes },
    ...Object.entries(types).map(([name, written]) =>
      'discriminator' in written ? choiceType(name, written) : objectType(name, written),
    ),
  ];
}

function choiceType(name: string, { discriminator, base, cases }: WrittenChoice) {
  const elements = Object.entries(cases).map(([value, properties], index) =>
    objectType(`${name}${String(index)}`, { properties: { [discriminator]: `${value}!`, ...properties } }),
  );
  return { $type: 'DiscriminatedObject' as const, name, discriminator, baseProperties: propertyList(base), elements };
}

function objectType(name: string, { properties = {}, rest }: WrittenObject): DescribedObject {
  return { $type: 'Object', name, properties: propertyList(properties), additionalPropertiesType: rest };
}

function propertyList(properties: Properties): DescribedProperty[] {
  return Object.entries(properties).map(([name, text]) => {
    const [typed = '', modifiers] = text.split('; ', 2);
    const flags = typed.endsWith('!') ? 'Required' : typed.endsWith('-') ? 'ReadOnly' : undefined;
    return { name, type: flags === undefined ? typed : typed.slice(0, -1), flags, modifiers };
  });
}
