import type { Expression, FunctionCall, IndexAccess, PropertyAccess } from '../bicep/expression.ts';
import { type Environment, fail, PlanFault, withLocals } from './environment.ts';
import { callFunction } from './functions/call.ts';
import { Closure, Declared, DeclaredPath, isArray, isObject, type Item, kindOf } from './item.ts';
import { interpolate } from './interpolate.ts';
import { member } from './member.ts';
import { applyBinary, applyUnary, decided } from './operators.ts';
import { isRuntimeItem, runtimeOf } from './runtime.ts';

/** @throws PlanFault where the expression has no value. */
export function evaluate(expression: Expression, environment: Environment): Item {
  return settle(step(expression, environment));
}

/** The value at the end of an access, an access itself as it is. */
function settle(item: Item): Item {
  return item instanceof DeclaredPath ? item.of.at(item.steps) : item;
}

/** Like `evaluate`, but an access to a resource stays open for the next `.name`. */
function step(expression: Expression, environment: Environment): Item {
  const { source } = environment;
  const value = (inner: Expression) => evaluate(inner, environment);
  switch (expression.kind) {
    case 'string':
      return interpolate(
        expression.parts.map((part) => (typeof part === 'string' ? part : value(part))),
        environment,
        expression,
      );
    case 'number':
    case 'boolean':
      return expression.value;
    case 'null':
      return null;
    case 'object':
      return objectOf(expression, environment);
    case 'array':
      return expression.items.flatMap((item) =>
        item.kind === 'spread' ? spreadArray(value(item.value), item, environment) : [value(item)],
      );
    case 'variable': {
      const found = environment.lookup(expression.name, expression.span);
      return found === undefined
        ? fail(source, expression.span, `'${expression.name}' is not declared`, 'unknown-name')
        : found;
    }
    case 'access':
      return access(expression, environment);
    case 'index':
      return index(expression, environment);
    case 'nested': {
      const base = value(expression.base);
      const found = base instanceof Declared ? base.nested(expression.name.name) : undefined;
      return (
        found ??
        fail(source, expression.name.span, `There is no nested resource '${expression.name.name}'`, 'unknown-name')
      );
    }
    case 'nonNull':
      return step(expression.base, environment);
    case 'call':
      return call(expression, environment);
    case 'unary':
      return applyUnary(expression.operator, value(expression.operand), (message) =>
        fail(source, expression.span, message),
      );
    case 'binary': {
      const left = value(expression.left);
      const early = decided(expression.operator, left);
      if (early !== undefined) return early;
      return applyBinary(expression.operator, left, value(expression.right), (message) =>
        fail(source, expression.span, message),
      );
    }
    case 'ternary': {
      const condition = value(expression.condition);
      if (isRuntimeItem(condition))
        return runtimeOf(source.text.slice(expression.span.start, expression.span.end), condition);
      if (typeof condition !== 'boolean')
        fail(source, expression.condition.span, `A condition is a bool, this is ${kindOf(condition)}`);
      return step(condition ? expression.then : expression.else, environment);
    }
    case 'lambda': {
      const { parameters, body } = expression;
      return new Closure(parameters.length, (args) => {
        const locals = Object.fromEntries(parameters.map(({ name }, at) => [name, args[at] ?? null]));
        return evaluate(body, withLocals(environment, locals));
      });
    }
    case 'for':
      return turns(expression, environment).map((locals) => {
        if (expression.body.kind === 'if')
          fail(source, expression.body.span, "'if' stands in loops of resources and modules only");
        return evaluate(expression.body, withLocals(environment, locals));
      });
  }
}

/** The local names of each turn of a loop. */
export function turns(loop: Expression & { readonly kind: 'for' }, environment: Environment): Record<string, Item>[] {
  const over = evaluate(loop.over, environment);
  if (!isArray(over)) {
    const known = isRuntimeItem(over) ? 'is only known at run time' : `is ${kindOf(over)}`;
    fail(environment.source, loop.over.span, `A loop goes over an array, this ${known}`);
  }
  return over.map((item, at) => ({ [loop.item.name]: item, ...(loop.index && { [loop.index.name]: at }) }));
}

function objectOf(expression: Expression & { readonly kind: 'object' }, environment: Environment): Item {
  const result: Record<string, Item> = {};
  for (const property of expression.properties) {
    const value = evaluate(property.value, environment);
    if (property.kind === 'spread') {
      if (!isObject(value))
        fail(environment.source, property.span, `'...' takes an object here, this is ${kindOf(value)}`);
      Object.assign(result, value);
    } else result[keyOf(property.key, environment)] = value;
  }
  return result;
}

function keyOf(key: Expression, environment: Environment): string {
  const name = evaluate(key, environment);
  if (typeof name === 'string') return name;
  // A key that only exists at run time is written as its expression: there can be only one value under it.
  if (isRuntimeItem(name)) return `\${${name.runtime}}`;
  return fail(environment.source, key.span, `The name of a property is a string, this is ${kindOf(name)}`);
}

function spreadArray(value: Item, at: { readonly span: Expression['span'] }, { source }: Environment): readonly Item[] {
  return isArray(value) ? value : fail(source, at.span, `'...' takes an array here, this is ${kindOf(value)}`);
}

function access(expression: PropertyAccess, environment: Environment): Item {
  const { base, name, safe } = expression;
  return member(step(base, environment), name.name, safe, expression, environment);
}

function index(expression: IndexAccess, environment: Environment): Item {
  const base = step(expression.base, environment);
  const at = evaluate(expression.index, environment);
  if (isRuntimeItem(at))
    return runtimeOf(environment.source.text.slice(expression.span.start, expression.span.end), at);
  if (typeof at === 'string') return member(base, at, expression.safe, expression, environment);
  if (typeof at !== 'number')
    fail(environment.source, expression.index.span, `An index is an int or a string, this is ${kindOf(at)}`);
  if (isArray(base)) {
    const found = base[expression.fromEnd ? base.length - at : at];
    if (found !== undefined) return found;
    return expression.safe
      ? null
      : fail(environment.source, expression.span, `There is no item ${at}: the array has ${base.length}`);
  }
  return member(base, at, expression.safe, expression, environment);
}

function call(expression: FunctionCall, environment: Environment): Item {
  const { base, name, args, span } = expression;
  const namespace =
    base?.kind === 'variable' && environment.lookup(base.name, base.span) === undefined ? base.name : undefined;
  const values = args.map((argument) => evaluate(argument, environment));
  if (base !== undefined && (namespace === undefined || (namespace !== 'az' && namespace !== 'sys'))) {
    const imported = base.kind === 'variable' ? environment.userFunction(`${base.name}.${name.name}`) : undefined;
    if (imported !== undefined) return imported(values);
    const declared = evaluate(base, environment);
    if (declared instanceof Declared) return declared.call(name.name, values);
    fail(environment.source, name.span, `${kindOf(declared)} has no function '${name.name}'`, 'unknown-function');
  }
  const own = namespace === undefined ? environment.userFunction(name.name) : undefined;
  if (own !== undefined) return own(values);
  try {
    return callFunction(name.name, values, environment, span);
  } catch (error) {
    if (error instanceof PlanFault || !(error instanceof Error)) throw error;
    return fail(environment.source, span, `${name.name}(): ${error.message}`);
  }
}
