import { isArray, isObject, type Item, type ItemObject } from '../plan/item.ts';
import { resourceGroupScope, type Scope, scopeOfId, subscriptionScope } from '../plan/scope.ts';
import { type ArmEnvironment, copied, evaluateArm, withIndex } from './arm-evaluate.ts';
import { sourceOf } from '../bicep/source.ts';

/** A resource that a compiled template creates. */
export interface ArmResource {
  readonly type: string;
  readonly apiVersion: string;
  readonly name: string;
  /** Without what only the deployment reads (`dependsOn`, `condition`, `copy` …). */
  readonly body: ItemObject;
}

const deploymentType = 'Microsoft.Resources/deployments';
const ofTheDeployment = [
  'type',
  'apiVersion',
  'dependsOn',
  'condition',
  'copy',
  'scope',
  'existing',
  'metadata',
  'comments',
  'resources',
  'asserts',
  '@options',
];

/**
 * What a compiled template would create, modules included: of symbolic templates (languageVersion 2.0, resources by name) and of classic ones
 * (an array). Source: learn.microsoft.com/azure/azure-resource-manager/templates/syntax.
 *
 * @param given values of the parameters; the template's defaults fill the rest.
 */
export function resourcesOfArm(template: ItemObject, given: ItemObject, scope: Scope): ArmResource[] {
  return deploymentOf(template, given, scope, 'main').resources;
}

function deploymentOf(template: ItemObject, given: ItemObject, scope: Scope, deploymentName: string) {
  const modules = new Map<string, () => ReturnType<typeof deploymentOf>>();
  const at: ArmEnvironment = {
    environment: {
      ...{ source: sourceOf('', 'compiled.json'), scope, deploymentName, variables: {} },
      ...{ lookup: () => undefined, userFunction: () => undefined, readFile: () => '' },
    },
    parameter: (name) =>
      given[name] ?? evaluateArm(part(part(template, 'parameters'), name)['defaultValue'] ?? null, at),
    variable: (name) => variable(name),
    copyIndex: () => {
      throw new RangeError('copyIndex() stands in a loop only');
    },
    reference,
    lambdaVariables: {},
  };
  const declared = template['resources'] ?? [];
  const list: readonly (readonly [string | undefined, Item])[] = isArray(declared)
    ? declared.map((each) => [undefined, each])
    : Object.entries(part(template, 'resources'));
  const resources = list.flatMap(([symbol, each]) => (isObject(each) ? turns(symbol, each) : []));
  return { resources: resources.flatMap((make) => make()), outputs: evaluatedOutputs };

  function variable(name: string): Item {
    const variables = part(template, 'variables');
    const loop = isArray(variables['copy'])
      ? variables['copy'].find((each) => isObject(each) && each['name'] === name)
      : undefined;
    return loop === undefined ? evaluateArm(variables[name] ?? null, at) : copied(loop, at)[1];
  }

  function turns(symbol: string | undefined, resource: ItemObject): (() => ArmResource[])[] {
    const copy = resource['copy'];
    if (!isObject(copy)) return [place(symbol, resource, at)];
    const name = typeof copy['name'] === 'string' ? copy['name'] : '';
    const times = Number(evaluateArm(copy['count'] ?? 0, at));
    return Array.from({ length: times }, (_, index) =>
      place(symbol && `${symbol}[${index}]`, resource, withIndex(at, name, index)),
    );
  }

  /** Names first, so that `reference` finds what stands further down. */
  function place(symbol: string | undefined, resource: ItemObject, here: ArmEnvironment): () => ArmResource[] {
    if (evaluateArm(resource['condition'] ?? true, here) === false) return () => [];
    const type = textOf(resource['type']);
    const name = textOf(evaluateArm(resource['name'] ?? '', here));
    const rest = Object.fromEntries(Object.entries(resource).filter(([key]) => !ofTheDeployment.includes(key)));
    if (type === deploymentType) {
      const module = once(() => nested(resource, name, here));
      for (const key of [symbol, name]) if (key !== undefined) modules.set(key, module);
      return () => module().resources;
    }
    if (resource['existing'] === true) return () => [];
    return () => [
      { type, apiVersion: textOf(resource['apiVersion']), name, body: evaluateArm(rest, here) as ItemObject },
    ];
  }

  function nested(resource: ItemObject, name: string, here: ArmEnvironment) {
    const properties = part(resource, 'properties');
    const parameters = Object.entries(part(properties, 'parameters')).map(([key, value]) => [
      key,
      isObject(value) ? evaluateArm(value['value'] ?? null, here) : null,
    ]);
    return deploymentOf(
      part(properties, 'template'),
      Object.fromEntries(parameters) as ItemObject,
      scopeOf(resource, here),
      name,
    );
  }

  function scopeOf(resource: ItemObject, here: ArmEnvironment): Scope {
    const group = evaluateArm(resource['resourceGroup'] ?? null, here);
    const subscription = evaluateArm(resource['subscriptionId'] ?? scope.subscriptionId, here) as string;
    if (typeof group === 'string') return resourceGroupScope(group, subscription, scope.location);
    const id = evaluateArm(resource['scope'] ?? null, here);
    if (typeof id === 'string') return scopeOfId(id, scope.location) ?? scope;
    return resource['subscriptionId'] === undefined ? scope : subscriptionScope(subscription, scope.location);
  }

  /** Outputs of modules are known; what else is asked of a resource, only Azure knows. */
  function reference([target]: readonly Item[]): Item | undefined {
    if (typeof target !== 'string') return undefined;
    const module =
      modules.get(target) ??
      (target.includes(`/${deploymentType}/`) ? modules.get(target.split('/').at(-1) ?? '') : undefined);
    return module && { outputs: module().outputs() };
  }

  function evaluatedOutputs(): ItemObject {
    const outputs = Object.entries(part(template, 'outputs')).map(([key, output]) => [
      key,
      { value: isObject(output) ? evaluateArm(output['value'] ?? null, at) : null },
    ]);
    return Object.fromEntries(outputs) as ItemObject;
  }
}

function part(of: ItemObject, name: string): ItemObject {
  const found = of[name];
  return isObject(found) ? found : {};
}

function textOf(item: Item | undefined): string {
  return typeof item === 'string' ? item : '';
}

function once<T>(compute: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => (known ??= { value: compute() }).value;
}
