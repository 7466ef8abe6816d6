import { bodyOf, plainText } from '../bicep/body.ts';
import type { Resource, Value } from '../bicep/expression.ts';
import { lazily } from './place.ts';
import type { TypeData } from './type-data.ts';
import { anything, arrayOf, nothing, unionOf, type ResourceSymbol, type Type } from './type.ts';

/** The full type and api version of a resource: a nested one says only the last part, and may leave out the version. */
export function resourceTypeOf(
  resource: Resource,
  parent: ResourceSymbol | undefined,
): { type: string; apiVersion: string } {
  const [type = '', apiVersion] = (plainText(resource.type) ?? '').split('@');
  if (!parent) return { type, apiVersion: apiVersion ?? '' };
  return { type: `${parent.type}/${type}`, apiVersion: apiVersion ?? parent.apiVersion };
}

/** What a resource's symbol can be asked for; `any` where the data does not know the type. */
export function resourceSymbolType(resource: Resource, parent: ResourceSymbol | undefined, data: TypeData): Type {
  const { type, apiVersion } = resourceTypeOf(resource, parent);
  const found = data.find(type, apiVersion);
  if (!found) return anything;
  const nested = bodyOf(resource.value)?.resources ?? [];
  const symbol: ResourceSymbol = {
    type: found.type,
    apiVersion,
    children: Object.fromEntries(
      nested.map((one) => [one.name.name, lazily(() => aroundLoop(one.value, resourceSymbolType(one, symbol, data)))]),
    ),
  };
  const { body } = found;
  return body.kind === 'object' || body.kind === 'choice' ? { ...body, resource: symbol } : body;
}

/** A loop makes an array of symbols; a condition, one that may be missing. */
export function aroundLoop(value: Value, type: Type): Type {
  if (value.kind === 'for') return arrayOf(aroundLoop(value.body, type));
  return value.kind === 'if' ? unionOf(type, nothing) : type;
}
