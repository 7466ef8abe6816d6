import type { ObjectLiteral, ObjectProperty, Value } from './expression.ts';

/** The text of a string without interpolation, else undefined. */
export function plainText(expression: Value): string | undefined {
  if (expression.kind !== 'string') return undefined;
  const [first, ...more] = expression.parts;
  if (more.length > 0) return undefined;
  return first === undefined ? '' : typeof first === 'string' ? first : undefined;
}

/** The object of a resource or module, whatever loop and condition stand around it. */
export function bodyOf(value: Value): ObjectLiteral | undefined {
  if (value.kind === 'object') return value;
  return value.kind === 'if' || value.kind === 'for' ? bodyOf(value.body) : undefined;
}

/** The property of that plain name. */
export function propertyOf(object: ObjectLiteral | undefined, name: string): ObjectProperty | undefined {
  return object?.properties.find(
    (property): property is ObjectProperty => property.kind === 'property' && plainText(property.key) === name,
  );
}
