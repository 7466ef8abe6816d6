import type { Query } from './syntax.ts';
import type { Value } from './values.ts';

/** What the whole run of one query shares. `runQuery` evaluates a subquery. */
export interface QueryContext {
  readonly parameters: ReadonlyMap<string, Value>;
  readonly nowMs: number;
  readonly runQuery: (query: Query, scope: Scope) => Value[];
}

/** One row: the values that names stand for. `group`: the rows behind it, in a query with aggregates. */
export interface Scope {
  readonly context: QueryContext;
  readonly names: Readonly<Record<string, Value>>;
  readonly group?: readonly Scope[];
}

/** The same row with one more name. */
export function withName(scope: Scope, name: string, value: Value): Scope {
  return { context: scope.context, names: { ...scope.names, [name]: value } };
}
