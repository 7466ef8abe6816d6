import { toPlain, type ListNode, type Node } from '../source/node.ts';
import { compare, isCollection, isEqual, toBoolean, toText, valueOfNode, type Value } from './value.ts';

/** A function of the expression language that looks at nothing but its arguments. */
export interface ExpressionFunction {
  readonly min: number;
  readonly max: number;
  readonly run: (...args: Value[]) => Value;
}

const fixed = (count: number, run: ExpressionFunction['run']): ExpressionFunction => ({ min: count, max: count, run });
const many = (min: number, run: ExpressionFunction['run']): ExpressionFunction => ({ min, max: Infinity, run });
const text = (value: Value | undefined) => toText(value ?? null);
const upper = (value: Value | undefined) => text(value).toUpperCase();

const order = (holds: (difference: number) => boolean) =>
  fixed(2, (left = null, right = null) => {
    const difference = compare(left, right);
    if (difference === undefined) throw new TypeError(`Cannot compare '${text(left)}' with '${text(right)}'`);
    return holds(difference);
  });

/**
 * All documented functions but those about the state of a run, and those that do not look at each argument (`and`, `or`, `coalesce`, `iif`).
 * Source: learn.microsoft.com/azure/devops/pipelines/process/expressions#functions
 */
export const functions: Readonly<Record<string, ExpressionFunction>> = {
  not: fixed(1, (value = null) => !toBoolean(value)),
  xor: fixed(2, (left = null, right = null) => toBoolean(left) !== toBoolean(right)),
  eq: fixed(2, (left = null, right = null) => isEqual(left, right)),
  ne: fixed(2, (left = null, right = null) => !isEqual(left, right)),
  gt: order((difference) => difference > 0),
  ge: order((difference) => difference >= 0),
  lt: order((difference) => difference < 0),
  le: order((difference) => difference <= 0),
  in: many(1, (left = null, ...rest) => rest.some((right) => isEqual(left, right))),
  notin: many(1, (left = null, ...rest) => !rest.some((right) => isEqual(left, right))),
  contains: fixed(2, (left, right) => upper(left).includes(upper(right))),
  containsvalue: fixed(2, (collection = null, wanted = null) =>
    valuesOf(collection).some((value) => isEqual(wanted, value)),
  ),
  startswith: fixed(2, (left, right) => upper(left).startsWith(upper(right))),
  endswith: fixed(2, (left, right) => upper(left).endsWith(upper(right))),
  format: many(1, (pattern, ...args) => format(text(pattern), args)),
  join: fixed(2, (separator, list = null) =>
    isCollection(list) ? valuesOf(list).map(toText).join(text(separator)) : text(list),
  ),
  split: fixed(2, (value, separators) => split(text(value), text(separators))),
  replace: fixed(3, (value, from, to) =>
    text(from) === '' ? text(value) : text(value).replaceAll(text(from), text(to)),
  ),
  lower: fixed(1, (value) => text(value).toLowerCase()),
  upper: fixed(1, (value) => text(value).toUpperCase()),
  trim: fixed(1, (value) => text(value).trim()),
  length: fixed(1, (value = null) => (isCollection(value) ? valuesOf(value).length : text(value).length)),
  converttojson: fixed(1, (value = null) =>
    JSON.stringify(isCollection(value) ? toPlain(value) : typeof value === 'object' ? text(value) : value, null, 2),
  ),
};

/** Functions that stop at the first argument that decides; `evaluate` runs them. */
export const lazyFunctions: Readonly<Record<string, Omit<ExpressionFunction, 'run'>>> = {
  and: { min: 2, max: Infinity },
  or: { min: 2, max: Infinity },
  coalesce: { min: 2, max: Infinity },
  iif: { min: 3, max: 3 },
};

function valuesOf(value: Value): Value[] {
  if (!isCollection(value)) return [];
  const nodes: readonly Node[] = value.kind === 'list' ? value.items : value.entries.map((entry) => entry.value);
  return nodes.map(valueOfNode);
}

function format(pattern: string, args: readonly Value[]): string {
  return pattern.replaceAll(/\{\{|\}\}|\{(\d+)(:[^}]*)?\}|[{}]/g, (found, index: string | undefined, how) => {
    if (found === '{{' || found === '}}') return found.slice(1);
    if (index === undefined) throw new TypeError(`format: a lone '${found}' is written twice`);
    if (how !== undefined) throw new TypeError(`format: '${found}' (with a date pattern) is not supported here`);
    if (Number(index) >= args.length) throw new TypeError(`format: there is no argument for ${found}`);
    return text(args[Number(index)]);
  });
}

/** Each character of the separators divides. */
function split(value: string, separators: string): ListNode {
  const at = { file: '', line: 1, column: 1 };
  const divider = new RegExp(`[${separators.replaceAll(/[\\\]^-]/g, '\\$&')}]`);
  const parts = separators === '' ? [value] : value.split(divider);
  return { kind: 'list', items: parts.map((part) => ({ kind: 'scalar', value: part, at })), at };
}
