import type { Plan, PlannedResource } from '../plan/plan.ts';
import { isRuntimeValue, type Value } from '../plan/value.ts';
import type { Problem } from '../problem.ts';

/** A rule over what would be created. Pure; each broken one is shown at the resource that breaks it. */
export type Policy = (plan: Plan) => Problem[];

/** What the plan creates of a type; what it only refers to (`existing`) is left out. */
export function created(plan: Plan, type: string): PlannedResource[] {
  return plan.resources.filter((resource) => !resource.existing && isOf(resource, type));
}

export const isOf = (resource: PlannedResource, type: string): boolean =>
  resource.type.toLowerCase() === type.toLowerCase();

/** The value at `properties.siteConfig.cors`, `properties.locations.0`; `undefined` where there is none. */
export function at(value: Value | undefined, path: string): Value | undefined {
  let found = value;
  for (const name of path.split('.')) found = isRecord(found) ? found[name] : listOf(found)[Number(name)];
  return found;
}

/** The same of a resource's body. */
export const property = ({ body }: PlannedResource, path: string): Value | undefined => at(body, path);

export function isRecord(value: Value | undefined): value is { readonly [name: string]: Value } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isRuntimeValue(value);
}

export const listOf = (value: Value | undefined): readonly Value[] =>
  Array.isArray(value) ? (value as readonly Value[]) : [];

/** Of a value for people; texts as they are. */
export function shown(value: Value | undefined): string {
  if (value === undefined) return 'missing';
  if (isRuntimeValue(value)) return value.runtime;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export function broken({ source }: PlannedResource, code: string, message: string): Problem {
  return { file: source.file, line: source.line, column: 1, code, message, severity: 'error' };
}

/** Ids are equal in any case. */
export const sameId = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** The id of the resource that an extension (a role assignment, a diagnostic setting) belongs to. */
export function scopeOf({ id }: PlannedResource): string {
  return id.slice(0, id.toLowerCase().lastIndexOf('/providers/'));
}

/** `documents` of `account/default/documents`. */
export const lastName = ({ name }: PlannedResource): string => name.slice(name.lastIndexOf('/') + 1);
