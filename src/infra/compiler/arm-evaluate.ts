import type { BinaryOperator } from '../bicep/expression.ts';
import { callFunction } from '../plan/functions/call.ts';
import type { Environment } from '../plan/environment.ts';
import { Closure, isArray, isObject, type Item, kindOf } from '../plan/item.ts';
import { applyBinary, applyUnary, equal } from '../plan/operators.ts';
import { text } from '../plan/functions/texts.ts';
import { isRuntimeItem, runtimeOf, shown } from '../plan/runtime.ts';
import { shownStep } from '../plan/steps.ts';
import { type ArmExpression, isExpression, parseArmExpression } from './arm-expression.ts';

/** What the expressions of one template look at. */
export interface ArmEnvironment {
  readonly environment: Environment;
  readonly parameter: (name: string) => Item;
  readonly variable: (name: string) => Item;
  /** `copyIndex()`, `copyIndex('loop')`. */
  readonly copyIndex: (loop: string | undefined) => number;
  /** `reference(…)`: undefined, and it is a run-time value. */
  readonly reference: (args: readonly Item[]) => Item | undefined;
  readonly lambdaVariables: Readonly<Record<string, Item>>;
}

const binary: Readonly<Record<string, BinaryOperator>> = {
  ...{ add: '+', sub: '-', mul: '*', div: '/', mod: '%', equals: '==' },
  ...{ less: '<', lessOrEquals: '<=', greater: '>', greaterOrEquals: '>=' },
};

/** A value of a template with all expressions inside of it computed; properties that are null stay. */
export function evaluateArm(value: Item, at: ArmEnvironment): Item {
  if (typeof value === 'string') {
    if (isExpression(value)) return compute(parseArmExpression(value), at);
    return value.startsWith('[[') ? value.slice(1) : value;
  }
  if (isArray(value)) return value.map((item) => evaluateArm(item, at));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).flatMap(([name, inner]): [string, Item][] => {
    if (name === 'copy' && isArray(inner)) return inner.map((loop) => copied(loop, at));
    const key = evaluateArm(name, at);
    return [[isRuntimeItem(key) ? `\${${key.runtime}}` : text(key), evaluateArm(inner, at)]];
  });
  return Object.fromEntries(entries);
}

/** `copy: [{ name, count, input }]` inside of an object makes the property `name`. */
export function copied(loop: Item, at: ArmEnvironment): [string, Item] {
  if (!isObject(loop) || typeof loop['name'] !== 'string')
    throw new TypeError('A copy has a name, a count and an input');
  const { name, count, input = null } = loop;
  const times = Number(evaluateArm(count ?? 0, at));
  const turn = (index: number) => evaluateArm(input, withIndex(at, name, index));
  return [name, Array.from({ length: times }, (_, index) => turn(index))];
}

export function withIndex(at: ArmEnvironment, loop: string, index: number): ArmEnvironment {
  return { ...at, copyIndex: (wanted) => (wanted === undefined || wanted === loop ? index : at.copyIndex(wanted)) };
}

function compute(expression: ArmExpression, at: ArmEnvironment): Item {
  if (expression.kind === 'literal') return expression.value;
  if (expression.kind === 'member') return member(compute(expression.base, at), compute(expression.name, at));
  const { name, args } = expression;
  const value = (index: number): Item => {
    const argument = args[index];
    if (argument === undefined) throw new TypeError(`${name}() has no argument ${index}`);
    return compute(argument, at);
  };
  switch (name) {
    case 'parameters':
      return at.parameter(text(value(0)));
    case 'variables':
      return at.variable(text(value(0)));
    case 'copyIndex': {
      const first = args.length === 0 ? undefined : value(0);
      const offset = typeof first === 'number' ? first : args.length > 1 ? Number(value(1)) : 0;
      return at.copyIndex(typeof first === 'string' ? first : undefined) + offset;
    }
    case 'true':
    case 'false':
      return name === 'true';
    case 'null':
      return null;
    case 'if': {
      const condition = value(0);
      return isRuntimeItem(condition) ? runtimeOf('if(…)', condition) : value(condition === true ? 1 : 2);
    }
    case 'and':
    case 'or':
      return args.reduce<Item>((sum, _, index) => (sum === (name === 'or') ? sum : value(index)), name === 'and');
    case 'not':
      return applyUnary('!', value(0), wrong);
    case 'coalesce':
      return args.reduce<Item>((sum, _, index) => sum ?? value(index), null);
    case 'createObject':
      return Object.fromEntries(
        args.flatMap((_, index) => (index % 2 === 0 ? [[value(index) as string, value(index + 1)] as const] : [])),
      );
    case 'lambda': {
      const names = args.slice(0, -1).map((_, index) => value(index) as string);
      const body = args.at(-1);
      return new Closure(names.length, (given) => {
        const own = Object.fromEntries(names.map((each, index) => [each, given[index] ?? null]));
        return body === undefined ? null : compute(body, { ...at, lambdaVariables: { ...at.lambdaVariables, ...own } });
      });
    }
    case 'lambdaVariables':
      return at.lambdaVariables[value(0) as string] ?? null;
  }
  const values = args.map((_, index) => value(index));
  if (name === 'reference') return at.reference(values) ?? unknown(name, values);
  if (/^list[A-Z]/.test(name)) return unknown(name, values);
  if (name === 'equals' && !values.some(isRuntimeItem)) return equal(values[0] ?? null, values[1] ?? null);
  const operator = Object.hasOwn(binary, name) ? binary[name] : undefined;
  if (operator !== undefined) return applyBinary(operator, values[0] ?? null, values[1] ?? null, wrong);
  return callFunction(name, values, at.environment, { start: 0, end: 0 });
}

/** A value that only exists at run time; which one does not count in a comparison. */
function unknown(name: string, args: readonly Item[]): Item {
  return { runtime: `${name}(…)`, of: typeof args[0] === 'string' ? args[0] : '' };
}

function member(base: Item, name: Item): Item {
  if (isRuntimeItem(base)) return runtimeOf(`${base.runtime}${shownStep(name as string | number)}`, base);
  if (isRuntimeItem(name)) return name;
  const found = isArray(base) ? base[Number(name)] : isObject(base) ? base[name as string] : undefined;
  if (found === undefined) throw new RangeError(`${kindOf(base)} has no ${shown(name)}`);
  return found;
}

function wrong(message: string): never {
  throw new TypeError(message);
}
