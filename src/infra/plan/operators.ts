import type { BinaryOperator } from '../bicep/expression.ts';
import { type Item, kindOf } from './item.ts';
import { isRuntimeItem, runtimeOf, shown } from './runtime.ts';

type Fail = (message: string) => never;

/** The result when the left side alone decides: `false && …`, `true || …`, `x ?? …`. */
export function decided(operator: BinaryOperator, left: Item): Item | undefined {
  if (operator === '&&' && left === false) return false;
  if (operator === '||' && left === true) return true;
  if (operator === '??' && left !== null) return left;
  return undefined;
}

export function applyUnary(operator: '!' | '-' | '+', operand: Item, fail: Fail): Item {
  if (isRuntimeItem(operand)) return runtimeOf(`${operator}${operand.runtime}`, operand);
  if (operator === '!' && typeof operand === 'boolean') return !operand;
  if (operator !== '!' && typeof operand === 'number') return operator === '-' ? -operand : operand;
  return fail(`'${operator}' cannot be applied to ${kindOf(operand)}`);
}

/** Both sides are evaluated already; see `decided` for what is not needed. */
export function applyBinary(operator: BinaryOperator, left: Item, right: Item, fail: Fail): Item {
  if (operator === '??') return right;
  const runtime = [left, right].find((side) => isRuntimeItem(side));
  if (runtime !== undefined) return runtimeOf(`${shown(left)} ${operator} ${shown(right)}`, runtime);
  switch (operator) {
    case '==':
      return equal(left, right);
    case '!=':
      return !equal(left, right);
    case '=~':
    case '!~': {
      if (typeof left !== 'string' || typeof right !== 'string') return wrong();
      return (left.toLowerCase() === right.toLowerCase()) === (operator === '=~');
    }
    case '&&':
    case '||':
      return typeof left === 'boolean' && typeof right === 'boolean' ? right : wrong();
    case '<':
    case '<=':
    case '>':
    case '>=': {
      if (typeof left === 'number' && typeof right === 'number') return compare(operator, left - right);
      if (typeof left === 'string' && typeof right === 'string')
        return compare(operator, left < right ? -1 : left > right ? 1 : 0);
      return wrong();
    }
    default:
      return typeof left === 'number' && typeof right === 'number' ? calculate(operator, left, right) : wrong();
  }

  function wrong(): never {
    return fail(`'${operator}' cannot be applied to ${kindOf(left)} and ${kindOf(right)}`);
  }

  function calculate(sign: '*' | '/' | '%' | '+' | '-', a: number, b: number): number {
    if ((sign === '/' || sign === '%') && b === 0) return fail('Division by zero');
    return { '*': a * b, '/': Math.trunc(a / b), '%': a % b, '+': a + b, '-': a - b }[sign];
  }
}

/** Deep; the order of properties does not count. */
export function equal(left: Item, right: Item): boolean {
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return left === right;
  if (left === right) return true;
  const [a, b] = [Object.entries(left), new Map(Object.entries(right))];
  if (Array.isArray(left) !== Array.isArray(right) || a.length !== b.size) return false;
  return a.every(([name, value]) => b.has(name) && equal(value as Item, b.get(name) as Item));
}

function compare(operator: '<' | '<=' | '>' | '>=', difference: number): boolean {
  if (difference === 0) return operator === '<=' || operator === '>=';
  return difference < 0 === operator.startsWith('<');
}
