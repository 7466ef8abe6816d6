import { bodyOf } from '../bicep/body.ts';
import type { Resource, Value } from '../bicep/expression.ts';
import type { Module } from '../bicep/tree.ts';
import { declareModule } from './declare-module.ts';
import { type Environment, fail, withLocals } from './environment.ts';
import { evaluate, turns } from './evaluate.ts';
import type { Frame } from './frame.ts';
import { type Item, kindOf } from './item.ts';
import { ResourceItem } from './resource-item.ts';
import type { Turn } from './turn.ts';

/** What stands for a resource or module declaration: an item, or an array of them for a loop. */
export function declare(statement: Resource | Module, frame: Frame): Item {
  const make = (turn: Turn) =>
    statement.kind === 'resource' ? declareResource(statement, turn, frame) : declareModule(statement, turn, frame);
  // Whether and how often something is deployed is no reason to wait for it.
  return frame.options.tracker.separately(() => forEach(statement.value, frame.environment, statement.name.name, make))
    .value;
}

function forEach(value: Value, environment: Environment, symbol: string, make: (turn: Turn) => Item): Item {
  if (value.kind === 'for') {
    return turns(value, environment).map((locals, at) =>
      forEach(value.body, withLocals(environment, locals), `${symbol}[${at}]`, make),
    );
  }
  const body = bodyOf(value);
  if (body === undefined) return fail(environment.source, value.span, 'The body is an object');
  if (value.kind !== 'if') return make({ body, environment, deployed: true, symbol });
  const condition = evaluate(value.condition, environment);
  if (typeof condition === 'boolean') return make({ body, environment, deployed: condition, symbol });
  return fail(
    environment.source,
    value.condition.span,
    `The condition is a bool known before the deployment, this is ${kindOf(condition)}`,
  );
}

function declareResource(
  statement: Resource,
  { body, environment, deployed, symbol }: Turn,
  frame: Frame,
  outer?: ResourceItem,
): ResourceItem {
  const { tracker } = frame.options;
  const item = new ResourceItem({ statement, body, environment, tracker, outer, deployed, symbol });
  // Nested resources see each other.
  const inner: Environment = {
    ...environment,
    lookup: (name, span) => item.children.get(name) ?? environment.lookup(name, span),
  };
  for (const child of body.resources) {
    const { name } = child.name;
    const make = (turn: Turn) => declareResource(child, { ...turn, deployed: deployed && turn.deployed }, frame, item);
    item.children.set(name, forEach(child.value, inner, `${symbol}::${name}`, make));
  }
  return item;
}
