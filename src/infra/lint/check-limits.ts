import type { PlannedResource } from '../plan/plan.ts';
import { isRuntimeValue, type Value } from '../plan/value.ts';
import { broken, created, isRecord, shown, type Policy } from '../policies/policy.ts';
import { limits, type Limit } from './documented-limits.ts';

/** Values that Azure would refuse although its type data takes them. */
export const documentedLimits: Policy = (plan) =>
  limits.flatMap((limit) =>
    created(plan, limit.type).flatMap((resource) =>
      valuesOf(resource, limit).flatMap((value) =>
        isRight(value, limit.is) ? [] : [problemOf(resource, limit, value)],
      ),
    ),
  );

/** What must be there and is not counts as null, which is never right. */
function valuesOf(resource: PlannedResource, { path, is }: Limit): Value[] {
  const found = valuesAt(resource, path);
  return is === 'present' && found.length === 0 ? [null] : found;
}

function problemOf(resource: PlannedResource, { path, is }: Limit, value: Value) {
  const message = `${path} of ${resource.name} is ${shown(value)}; Azure takes ${allowed(is)}.`;
  return broken(resource, 'documented-limit', message);
}

function allowed(is: Limit['is']): string {
  if (is === 'present') return 'no template without it';
  if (is instanceof RegExp) return String(is);
  return 'from' in is ? `${String(is.from)} to ${String(is.to)}` : is.map(shown).join(', ');
}

function isRight(value: Value, is: Limit['is']): boolean {
  if (isRuntimeValue(value)) return true;
  if (is === 'present') return value !== null;
  if (is instanceof RegExp) return typeof value === 'string' && is.test(value);
  if ('from' in is) return typeof value === 'number' && value >= is.from && value <= is.to;
  return is.includes(value);
}

/** Every value at the path; none where a part of it is not there. */
function valuesAt({ body }: PlannedResource, path: string): Value[] {
  let found: Value[] = [body];
  for (const step of path.split('.')) {
    const name = step.replace('[]', '');
    const next = found.flatMap((value): Value[] => {
      if (!isRecord(value)) return [];
      if (name === '*') return Object.values(value);
      const inside = value[name];
      return inside === undefined || inside === null ? [] : [inside];
    });
    found = step.endsWith('[]') ? next.flatMap((value) => (Array.isArray(value) ? (value as Value[]) : [])) : next;
  }
  return found;
}
