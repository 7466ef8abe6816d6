import type { Plan, PlannedResource } from '../plan/plan.ts';
import { isRuntimeValue, type Value } from '../plan/value.ts';
import type { Problem } from '../problem.ts';
import { mismatch, textProblem, type Mismatch } from '../types/assignable.ts';
import type { TypeData } from '../types/type-data.ts';
import {
  anything,
  arrayOf,
  literal,
  membersOf,
  nothing,
  objectOf,
  unionOf,
  type ObjectType,
  type Type,
} from '../types/type.ts';

/**
 * What Azure's types say of the values that a plan would send: names of the right length and letters, texts of the listed ones, numbers
 * in range, also where a parameter or a loop brought them. Properties as such are checked in the files already.
 */
export function plannedTypeProblems(plan: Plan, data: TypeData): Problem[] {
  return plan.resources.flatMap((resource) => {
    const body = data.find(resource.type, resource.apiVersion)?.body;
    if (!body || resource.existing) return [];
    return [nameProblem(resource, body), bodyProblem(resource, body)].flatMap((found) =>
      found ? [problemAt(resource, found)] : [],
    );
  });
}

function problemAt({ source, type, name }: PlannedResource, { code, message }: Mismatch): Problem {
  return {
    file: source.file,
    line: source.line,
    column: 1,
    code: `planned-${code}`,
    message: `${type} ${name}: ${message}`,
    severity: 'error',
  };
}

/** Of the last part, where the type says nothing. Source: learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules. */
const longestName = 260;

/** The last part of the name; those before it belong to the parents. */
function nameProblem({ name }: PlannedResource, body: Type): Mismatch | undefined {
  const last = name.slice(name.lastIndexOf('/') + 1);
  const expected = body.kind === 'object' ? body.properties['name']?.type() : undefined;
  return textProblem(
    last,
    expected?.kind === 'string' ? { max: longestName, ...expected } : { kind: 'string', max: longestName },
  );
}

function bodyProblem({ body: value, name }: PlannedResource, body: Type): Mismatch | undefined {
  if (body.kind === 'object') return mismatch(typeOfValue(withoutMeta(value)), writable(body));
  if (body.kind !== 'choice') return undefined;
  const chosen = body.cases[name.slice(name.lastIndexOf('/') + 1)]?.();
  return chosen?.kind === 'object' ? mismatch(typeOfValue(withoutMeta(value)), writable(chosen)) : undefined;
}

/** What stands for the resource itself, or for Bicep, is no value of the type. */
const meta = new Set(['name', 'type', 'apiVersion', 'scope', 'parent', 'dependsOn']);

const withoutMeta = (body: PlannedResource['body']): Value =>
  Object.fromEntries(Object.entries(body).filter(([name]) => !meta.has(name)));

function writable(body: ObjectType): ObjectType {
  const kept = Object.entries(body.properties).filter(([name, { readOnly }]) => name !== 'name' && !readOnly);
  return { ...body, properties: Object.fromEntries(kept) };
}

function typeOfValue(value: Value): Type {
  if (value === null) return nothing;
  if (isRuntimeValue(value)) return anything;
  if (Array.isArray(value)) {
    const items: readonly Value[] = value;
    return items.length === 0
      ? arrayOf({ kind: 'union', members: [] })
      : arrayOf(unionOf(...items.flatMap((item) => membersOf(typeOfValue(item)))));
  }
  if (typeof value === 'object')
    return objectOf(Object.fromEntries(Object.entries(value).map(([name, one]) => [name, typeOfValue(one)])));
  return literal(value);
}
