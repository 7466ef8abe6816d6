import { readFileSync } from 'node:fs';
import { plainText } from '../bicep/body.ts';
import { type Problem, ProblemsError } from '../problem.ts';
import { declare } from './declare.ts';
import { Findings } from './findings.ts';
import { Frame } from './frame.ts';
import { openLibrary, type Template } from './library.ts';
import { readParameters } from './parameters.ts';
import type { PlanOptions } from './plan-options.ts';
import { awaitedBy, type Placed, placedOf } from './placed.ts';
import { resourceGroupScope, type Scope, subscriptionScope } from './scope.ts';
import { idsOfAll, Tracker } from './tracker.ts';
import type { Value } from './value.ts';
import { written } from './written.ts';

/** What a deployment of a template would create. */
export interface Plan {
  readonly scope: Scope;
  /** Every parameter with the value that it has here. */
  readonly parameters: Readonly<Record<string, Value>>;
  /** Also those of the modules, and those that are only looked up (`existing`). */
  readonly resources: readonly PlannedResource[];
  readonly outputs: Readonly<Record<string, Value>>;
}

export interface PlannedResource {
  /** `Microsoft.DocumentDB/databaseAccounts/sqlDatabases`. */
  readonly type: string;
  readonly apiVersion: string;
  /** With the names of the parents: `account/database`. */
  readonly name: string;
  readonly id: string;
  /** Only looked up; never created. */
  readonly existing: boolean;
  /** As Azure gets it: name, location, tags, properties, identity, sku … */
  readonly body: Readonly<Record<string, Value>>;
  /** Ids of what has to be there first. */
  readonly dependsOn: readonly string[];
  /** The symbolic name: `containers[2]` in a loop, `account::database` when nested. */
  readonly symbol: string;
  /** Symbols of the modules on the way to it, with a dot between. */
  readonly module?: string;
  readonly source: { readonly file: string; readonly line: number };
}

/**
 * Computes offline what a deployment would create. Values that only Azure knows are `RuntimeValue`s.
 *
 * @throws ProblemsError with every resource, output and parameter that cannot be computed, and ids that come twice.
 */
export function planTemplate(options: PlanOptions): Plan {
  const library = openLibrary(options.read ?? ((path) => readFileSync(path, 'utf8')));
  const template = library.template(options.template);
  const scope = scopeOf(template, options.resourceGroup);
  const tracker = new Tracker();
  const variables = options.variables ?? {};
  const findings = new Findings();
  const given = findings.attempt(() => readParameters({ library, tracker, scope, variables }, options));
  findings.stop();
  const frame = new Frame({
    ...{ template, library, tracker, scope, variables, declare, module: undefined, deploymentName: 'main' },
    given: (name) => given?.values.get(name),
    givenAt: (name) => given?.at(name),
  });
  const parameters: Record<string, Value> = {};
  const outputs: Record<string, Value> = {};
  for (const { name, kind } of template.declarations.values()) {
    if (kind === 'param') findings.attempt(() => (parameters[name.name] = written(frame.value(name.name) ?? null)));
  }
  findings.stop();
  const placed = findings.attempt(() => placedOf(frame)) ?? [];
  findings.stop();
  const resources = placed.flatMap((each) => findings.attempt(() => planned(each, tracker)) ?? []);
  for (const statement of template.tree.statements) {
    if (statement.kind !== 'output') continue;
    findings.attempt(() => (outputs[statement.name.name] = written(frame.output(statement))));
  }
  findings.add(doubles(placed));
  findings.stop();
  return { scope, parameters, resources, outputs };
}

function planned({ item, id, existing, module, waitsFor }: Placed, tracker: Tracker): PlannedResource {
  const { source } = item.environment;
  const { value, looked } = tracker.separately(() => {
    if (item.parent !== undefined) item.parent.at([]);
    const explicit = awaitedBy(item.explicit);
    return { explicit, body: written(item.body), name: item.name };
  });
  const dependsOn = idsOfAll([...looked, ...value.explicit, ...waitsFor]);
  dependsOn.delete(id);
  return {
    ...{ type: item.type, apiVersion: item.apiVersion, name: value.name, id, existing },
    body: value.body as Record<string, Value>,
    dependsOn: existing ? [] : [...dependsOn],
    symbol: item.symbol,
    ...(module !== undefined && { module }),
    source: { file: source.file, line: source.position(item.statement.span.start).line },
  };
}

function scopeOf(template: Template, group: PlanOptions['resourceGroup']): Scope {
  const { name, location, subscriptionId } = group ?? {
    name: 'offline',
    location: 'westeurope',
    subscriptionId: '00000000-0000-0000-0000-000000000000',
  };
  const statement = template.tree.statements.find(({ kind }) => kind === 'targetScope');
  const kind = statement?.kind === 'targetScope' ? plainText(statement.value) : 'resourceGroup';
  if (kind === 'resourceGroup') return resourceGroupScope(name, subscriptionId, location);
  if (kind === 'subscription') return subscriptionScope(subscriptionId, location);
  const message = `A plan of the scope '${kind ?? '?'}' is not supported: resourceGroup and subscription are`;
  throw new ProblemsError([template.tree.source.problem(statement?.span ?? { start: 0, end: 0 }, 'scope', message)]);
}

function doubles(placed: readonly Placed[]): Problem[] {
  const seen = new Map<string, Placed>();
  const problems: Problem[] = [];
  for (const each of placed) {
    if (each.existing) continue;
    const key = each.id.toLowerCase();
    const { source } = each.item.environment;
    if (seen.has(key))
      problems.push(source.problem(each.item.statement.span, 'double-resource', `${each.id} is created twice`));
    seen.set(key, each);
  }
  return problems;
}
