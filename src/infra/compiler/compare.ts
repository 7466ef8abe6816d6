import type { Plan, PlannedResource } from '../plan/plan.ts';
import { isRuntimeValue, type Value } from '../plan/value.ts';
import type { Problem } from '../problem.ts';
import { type ArmResource, resourcesOfArm } from './arm-resources.ts';
import type { ItemObject } from '../plan/item.ts';

/**
 * Where the official compiler's template and our plan differ: resources that only one of them has, and values of their bodies.
 * A value that either side knows at run time only is passed over.
 *
 * @param template path of the .bicep file, for problems.
 * @param compiled what `bicep build` made of it.
 */
export function compareCompiled(template: string, compiled: ItemObject, plan: Plan): Problem[] {
  const theirs = new Map(
    resourcesOfArm(compiled, plan.parameters as ItemObject, plan.scope).map((resource) => [keyOf(resource), resource]),
  );
  const ours = new Map(
    plan.resources.filter(({ existing }) => !existing).map((resource) => [keyOf(resource), resource]),
  );
  const only = [...theirs].filter(([key]) => !ours.has(key));
  return [
    ...only.map(([, { type, name }]) =>
      problem({ file: template, line: 1 }, `The compiler creates ${type} '${name}', the plan does not`),
    ),
    ...[...ours].flatMap(([key, resource]) => compareResource(resource, theirs.get(key))),
  ];
}

function compareResource(ours: PlannedResource, theirs: ArmResource | undefined): Problem[] {
  const { type, name, source } = ours;
  if (theirs === undefined) return [problem(source, `The plan creates ${type} '${name}', the compiler does not`)];
  const different = differences(ours.body, theirs.body as Value, '');
  if (ours.apiVersion !== theirs.apiVersion)
    different.push(`apiVersion: ${ours.apiVersion} here, ${theirs.apiVersion} there`);
  return different.map((difference) => problem(source, `${type} '${name}' differs from the compiler's: ${difference}`));
}

function differences(ours: Value, theirs: Value, path: string): string[] {
  if (isRuntimeValue(ours) || isRuntimeValue(theirs)) return [];
  if (typeof ours !== 'object' || typeof theirs !== 'object' || ours === null || theirs === null) {
    return ours === theirs ? [] : [`${path}: ${JSON.stringify(ours)} here, ${JSON.stringify(theirs)} there`];
  }
  const [mine, other] = [new Map(Object.entries(ours)), new Map(Object.entries(theirs))] as [
    Map<string, Value>,
    Map<string, Value>,
  ];
  return [...new Set([...mine.keys(), ...other.keys()])].flatMap((name) => {
    // Names that only exist at run time are written in other words on each side.
    if (name.startsWith('${')) return [];
    return differences(mine.get(name) ?? null, other.get(name) ?? null, path === '' ? name : `${path}.${name}`);
  });
}

function keyOf({ type, name }: { readonly type: string; readonly name: string }): string {
  return `${type}/${name}`.toLowerCase();
}

function problem({ file, line }: { readonly file: string; readonly line: number }, message: string): Problem {
  return { file, line, column: 1, code: 'differs-from-compiler', message, severity: 'error' };
}
