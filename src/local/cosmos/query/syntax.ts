import type { Value } from './values.ts';

/** The syntax tree of a query, as the parser makes it and the checker and evaluator read it. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: Value }
  | { readonly kind: 'parameter'; readonly name: string }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'property'; readonly object: Expression; readonly key: Expression }
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: Expression }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | {
      readonly kind: 'conditional';
      readonly test: Expression;
      readonly then: Expression;
      readonly otherwise: Expression;
    }
  | { readonly kind: 'in'; readonly operand: Expression; readonly list: readonly Expression[] }
  | {
      readonly kind: 'like';
      readonly operand: Expression;
      readonly pattern: Expression;
      readonly escape: Expression | undefined;
    }
  | { readonly kind: 'array'; readonly items: readonly Expression[] }
  | { readonly kind: 'object'; readonly entries: readonly (readonly [string, Expression])[] }
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly Expression[] }
  | { readonly kind: 'aggregate'; readonly name: string; readonly argument: Expression }
  | { readonly kind: 'exists' | 'array-of' | 'scalar'; readonly query: Query };

/** `SELECT *`, `SELECT VALUE e`, or a list; `name` is undefined where neither AS nor a property gives one. */
export type Selection =
  | { readonly kind: 'star' }
  | { readonly kind: 'value'; readonly expression: Expression }
  | {
      readonly kind: 'list';
      readonly items: readonly { readonly expression: Expression; readonly name: string | undefined }[];
    };

/** One input of FROM or JOIN. `each`: `alias IN path` walks an array; otherwise the path itself is the one value. */
export interface Source {
  readonly alias: string;
  readonly each: boolean;
  readonly from: Expression | { readonly kind: 'subquery'; readonly query: Query };
}

export interface Query {
  readonly distinct: boolean;
  readonly top: Expression | undefined;
  readonly selection: Selection;
  readonly from: Source | undefined;
  readonly joins: readonly Source[];
  readonly where: Expression | undefined;
  readonly groupBy: readonly Expression[] | undefined;
  readonly orderBy: readonly { readonly expression: Expression; readonly descending: boolean }[];
  readonly offset: Expression | undefined;
  readonly limit: Expression | undefined;
}

/** The expressions directly below `expression`; subqueries are not entered. */
export function children(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'literal':
    case 'parameter':
    case 'name':
    case 'exists':
    case 'array-of':
    case 'scalar':
      return [];
    case 'property':
      return [expression.object, expression.key];
    case 'unary':
      return [expression.operand];
    case 'binary':
      return [expression.left, expression.right];
    case 'conditional':
      return [expression.test, expression.then, expression.otherwise];
    case 'in':
      return [expression.operand, ...expression.list];
    case 'like':
      return [expression.operand, expression.pattern, ...(expression.escape ? [expression.escape] : [])];
    case 'array':
      return expression.items;
    case 'object':
      return expression.entries.map(([, value]) => value);
    case 'call':
      return expression.arguments;
    case 'aggregate':
      return [expression.argument];
  }
}

/** True if an aggregate stands anywhere in the expression, outside of subqueries. */
export function hasAggregate(expression: Expression): boolean {
  return expression.kind === 'aggregate' || children(expression).some(hasAggregate);
}

/** What SELECT computes. */
export function selected(selection: Selection): readonly Expression[] {
  if (selection.kind === 'star') return [];
  return selection.kind === 'value' ? [selection.expression] : selection.items.map((item) => item.expression);
}

/** True if the query answers one row per group and not one per input row. */
export function isAggregated(query: Query): boolean {
  return query.groupBy !== undefined || selected(query.selection).some(hasAggregate);
}

/** `c.a["b"]` → `['c', 'a', 'b']`; undefined if the expression is anything but a path of literal keys. */
export function pathOf(expression: Expression): string[] | undefined {
  if (expression.kind === 'name') return [expression.name];
  if (expression.kind !== 'property' || expression.key.kind !== 'literal') return undefined;
  const { value } = expression.key;
  const head = pathOf(expression.object);
  return head && (typeof value === 'string' || typeof value === 'number') ? [...head, String(value)] : undefined;
}

/** The identifier that a path begins with. */
export function rootOf(expression: Expression): string | undefined {
  if (expression.kind === 'property') return rootOf(expression.object);
  return expression.kind === 'name' ? expression.name : undefined;
}
