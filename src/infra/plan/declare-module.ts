import { beside } from '../bicep/beside.ts';
import { plainText, propertyOf } from '../bicep/body.ts';
import type { Module } from '../bicep/tree.ts';
import { type Environment, fail } from './environment.ts';
import { evaluate } from './evaluate.ts';
import { Frame } from './frame.ts';
import { isObject, type Item } from './item.ts';
import { ModuleItem } from './module-item.ts';
import { awaitedBy, type PlacedDeployment, placedOf } from './placed.ts';
import { ResourceItem } from './resource-item.ts';
import { type Scope, scopeOfId } from './scope.ts';
import type { Awaited } from './tracker.ts';
import type { Turn } from './turn.ts';

/** One use of a module; its template is planned when something of it is asked for. */
export function declareModule(
  statement: Module,
  { body, environment, deployed, symbol }: Turn,
  outer: Frame,
): ModuleItem {
  const { tracker, library, template } = outer.options;
  const { source } = environment;
  const cycle = () => fail(source, statement.name.span, `The module '${symbol}' needs itself`, 'cycle');
  const evaluated = (property: string): Item | undefined => {
    const found = propertyOf(body, property)?.value;
    return found && evaluate(found, environment);
  };
  const name = tracker.lazy(() => {
    const value = evaluated('name') ?? symbol;
    return typeof value === 'string'
      ? value
      : fail(source, statement.name.span, 'The name of a module is a string known before the deployment');
  }, cycle);
  const params = tracker.lazy(() => {
    const value = evaluated('params') ?? {};
    return isObject(value) ? value : fail(source, statement.name.span, "'params' is an object");
  }, cycle);
  const literal = propertyOf(body, 'params')?.value;
  const place = (parameter: string) => {
    const written = literal?.kind === 'object' ? propertyOf(literal, parameter) : undefined;
    return { source, span: written?.span ?? statement.name.span };
  };

  const deployment = tracker.lazy(() => {
    const path = beside(template.path, plainText(statement.path) ?? '');
    const module = outer.options.module === undefined ? symbol : `${outer.options.module}.${symbol}`;
    const inner = new Frame({
      ...outer.options,
      ...{ template: library.template(path), deploymentName: name(), module, givenAt: place },
      scope: scopeOf(evaluated('scope'), outer.options.scope, environment, statement),
      // What they look at, the whole module waits for.
      given: (parameter) => tracker.separately(params).value[parameter],
    });
    for (const parameter of Object.keys(tracker.separately(params).value)) {
      if (inner.options.template.declarations.get(parameter)?.kind === 'param') continue;
      fail(source, place(parameter).span, `The module has no parameter '${parameter}'`, 'unknown-parameter');
    }
    return deploymentOf(inner, () => [
      ...awaitedBy(evaluated('dependsOn') ?? null),
      ...tracker.separately(params).looked,
    ]);
  }, cycle);
  return new ModuleItem({ statement, environment, tracker, symbol, deployed, name, deployment });
}

function deploymentOf(frame: Frame, waitsFor: () => readonly Awaited[]): PlacedDeployment {
  const { template, tracker } = frame.options;
  const outputs = template.tree.statements.filter((statement) => statement.kind === 'output');
  const cycle = () =>
    fail(template.tree.source, { start: 0, end: 0 }, `The module ${template.path} needs itself`, 'cycle');
  const resources = tracker.lazy(() => placedOf(frame, new Set(waitsFor())), cycle);
  const ids = tracker.lazy(() => resources().flatMap(({ id, existing }) => (existing ? [] : [id])), cycle);
  return {
    outputs: outputs.map(({ name }) => name.name),
    output: (wanted) => {
      const output = outputs.find(({ name }) => name.name === wanted);
      return output && frame.output(output);
    },
    resources: () => tracker.separately(resources).value,
    ids: () => tracker.separately(ids).value,
  };
}

function scopeOf(value: Item | undefined, otherwise: Scope, { source }: Environment, { name }: Module): Scope {
  if (value === undefined) return otherwise;
  const id = value instanceof ResourceItem ? value.id : isObject(value) ? value['id'] : undefined;
  const scope = typeof id === 'string' ? scopeOfId(id, otherwise.location) : undefined;
  return (
    scope ?? fail(source, name.span, "'scope' is a resource group, a subscription, a management group or the tenant")
  );
}
