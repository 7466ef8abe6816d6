import { type Value, Rank, compare, equal, finite, rank } from './values.ts';

export function unary(operator: string, value: Value): Value {
  if (operator === 'NOT') return typeof value === 'boolean' ? !value : undefined;
  if (typeof value !== 'number') return undefined;
  return operator === '-' ? -value : operator === '+' ? value : ~value;
}

/** Three-valued logic: what is undefined stays undefined unless the other side decides. */
export function binary(operator: string, left: Value, evaluateRight: () => Value): Value {
  switch (operator) {
    case 'AND':
      return logical(left, evaluateRight, false);
    case 'OR':
      return logical(left, evaluateRight, true);
    case '??':
      return left === undefined ? evaluateRight() : left;
  }
  const right = evaluateRight();
  switch (operator) {
    case '=':
      return left === undefined || right === undefined ? undefined : equal(left, right);
    case '!=':
    case '<>':
      return left === undefined || right === undefined ? undefined : !equal(left, right);
    case '<':
    case '>':
    case '<=':
    case '>=':
      return ordered(operator, left, right);
    case '||':
      return typeof left === 'string' && typeof right === 'string' ? left + right : undefined;
  }
  if (typeof left !== 'number' || typeof right !== 'number') return undefined;
  return finite(arithmetic[operator]?.(left, right));
}

function logical(left: Value, evaluateRight: () => Value, decisive: boolean): Value {
  if (left === decisive) return decisive;
  const right = evaluateRight();
  if (right === decisive) return decisive;
  return left === !decisive && right === !decisive ? !decisive : undefined;
}

function ordered(operator: string, left: Value, right: Value): Value {
  const type = rank(left);
  if (type !== rank(right) || type === Rank.undefined || type >= Rank.array) return undefined;
  const order = compare(left, right);
  if (order === 0) return operator.endsWith('=');
  return operator.startsWith('<') ? order < 0 : order > 0;
}

const arithmetic: Readonly<Record<string, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
  '|': (left, right) => left | right,
  '&': (left, right) => left & right,
  '^': (left, right) => left ^ right,
  '<<': (left, right) => left << right,
  '>>': (left, right) => left >> right,
  '>>>': (left, right) => left >>> right,
};
