import { nearest } from '../nearest.ts';
import type { MapNode, Node, ScalarNode } from '../source/node.ts';
import { functions, lazyFunctions, type ExpressionFunction } from './functions.ts';
import { ExpressionError, type Expression } from './syntax.ts';
import { isCollection, toBoolean, toText, valueOfNode, type Value } from './value.ts';

/** What an expression may see. */
export interface Scope {
  /** Names at the beginning of a path: `parameters`, `variables`, `dependencies`, the variable of an `each`. */
  readonly names: ReadonlyMap<string, Node>;
  /** Functions beside the pure ones, by lower-case name: the status functions, `counter`. */
  readonly functions?: Readonly<Record<string, ExpressionFunction>>;
  /** Told of each single value that the answer was made from. */
  readonly onRead?: (node: ScalarNode) => void;
  /** Told of a key that is not there (its value is null, as in Azure). */
  readonly onMissing?: (of: Expression, key: string, offset: number, known: readonly string[]) => void;
}

/**
 * Answers an expression.
 *
 * @throws ExpressionError for an unknown name or function, a wrong number of arguments, values that cannot be compared.
 */
export function evaluate(expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'name':
      return read(nameNode(expression.name, expression.offset, scope), scope);
    case 'member':
      return member(expression, scope);
    case 'every':
      return every(expression.of, scope);
    case 'call':
      return call(expression, scope);
  }
}

function nameNode(name: string, offset: number, { names }: Scope): Node {
  const node = names.get(name.toLowerCase());
  if (node !== undefined) return node;
  throw new ExpressionError(offset, `'${name}' is not known here${nearest(name, [...names.keys()])}`, 'unknown-name');
}

function read(node: Node, { onRead }: Scope): Value {
  if (node.kind === 'scalar') onRead?.(node);
  return valueOfNode(node);
}

function member(expression: Extract<Expression, { kind: 'member' }>, scope: Scope): Value {
  const of = evaluate(expression.of, { ...scope, onRead: () => undefined });
  const key = evaluate(expression.key, scope);
  if (!isCollection(of)) return null;
  if (of.kind === 'list') {
    const item = typeof key === 'number' || /^\d+$/.test(toText(key)) ? of.items[Number(toText(key))] : undefined;
    return item === undefined ? null : read(item, scope);
  }
  const found = lookUp(of, toText(key));
  if (found !== undefined) return read(found, scope);
  scope.onMissing?.(
    expression.of,
    toText(key),
    expression.offset,
    of.entries.map((entry) => entry.key),
  );
  return null;
}

/** Keys are found without regard to case, as in Azure. */
const lookUp = (map: MapNode, key: string) =>
  map.entries.findLast((entry) => entry.key.toLowerCase() === key.toLowerCase())?.value;

function every(of: Expression, scope: Scope): Value {
  const value = evaluate(of, scope);
  if (!isCollection(value)) return null;
  const items = value.kind === 'list' ? value.items : value.entries.map((entry) => entry.value);
  return { kind: 'list', items, at: value.at };
}

function call({ name, args, offset }: Extract<Expression, { kind: 'call' }>, scope: Scope): Value {
  const key = name.toLowerCase();
  const known = lazyFunctions[key] ?? functions[key] ?? scope.functions?.[key];
  if (known === undefined) {
    const names = [...Object.keys(lazyFunctions), ...Object.keys(functions), ...Object.keys(scope.functions ?? {})];
    throw new ExpressionError(offset, `There is no function '${name}' here${nearest(name, names)}`, 'unknown-function');
  }
  if (args.length < known.min || args.length > known.max)
    throw new ExpressionError(offset, `'${name}' takes ${countOf(known)}, not ${args.length}`, 'function-arguments');
  if (!('run' in known)) return lazy(key, args, scope);
  const values = args.map((arg) => evaluate(arg, scope));
  try {
    return (known as ExpressionFunction).run(...values);
  } catch (error) {
    if (error instanceof TypeError) throw new ExpressionError(offset, error.message);
    throw error;
  }
}

function lazy(name: string, args: readonly Expression[], scope: Scope): Value {
  const answer = (index: number) => {
    const arg = args[index];
    return arg === undefined ? null : evaluate(arg, scope);
  };
  if (name === 'and') return args.every((arg) => toBoolean(evaluate(arg, scope)));
  if (name === 'or') return args.some((arg) => toBoolean(evaluate(arg, scope)));
  if (name === 'iif') return toBoolean(answer(0)) ? answer(1) : answer(2);
  for (const arg of args) {
    const value = evaluate(arg, { ...scope, onMissing: () => undefined });
    if (value !== null && value !== '') return value;
  }
  return null;
}

function countOf({ min, max }: { readonly min: number; readonly max: number }): string {
  if (max === Infinity) return `at least ${min} arguments`;
  return min === max ? `${min} argument${min === 1 ? '' : 's'}` : `${min} to ${max} arguments`;
}
