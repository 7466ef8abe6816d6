import { syntaxError } from '../errors.ts';
import { evaluate, object } from './evaluate.ts';
import { type QueryContext, type Scope, withName } from './scope.ts';
import { type Query, type Source, isAggregated, rootOf } from './syntax.ts';
import { type Value, canonical, compare } from './values.ts';

/** Runs a checked query over the documents of a container or of one partition. */
export function run(
  query: Query,
  documents: readonly Value[],
  parameters: ReadonlyMap<string, Value>,
  nowMs: number,
): Value[] {
  const context: QueryContext = { parameters, nowMs, runQuery: (subquery, scope) => runIn(subquery, scope) };
  const outer: Scope = { context, names: {} };
  const { from } = query;
  const root = from && from.from.kind !== 'subquery' ? rootOf(from.from) : undefined;
  const rows =
    from && root !== undefined
      ? documents.flatMap((document) => sourceRows(from, withName(outer, root, document), outer))
      : [outer];
  return answer(query, rows, outer);
}

/** A subquery: FROM names what the outer row holds. */
function runIn(query: Query, outer: Scope): Value[] {
  const rows = query.from ? sourceRows(query.from, outer, outer) : [withoutGroup(outer)];
  return answer(query, rows, outer);
}

function answer(query: Query, inputs: readonly Scope[], outer: Scope): Value[] {
  let rows = query.joins.reduce<readonly Scope[]>(
    (scopes, join) => scopes.flatMap((scope) => sourceRows(join, scope, scope)),
    inputs,
  );
  const { where } = query;
  if (where) rows = rows.filter((scope) => evaluate(where, scope) === true);
  if (isAggregated(query)) rows = groups(query, rows, outer);
  if (query.orderBy.length > 0) rows = sorted(query, rows);
  const values = rows.map((scope) => select(query, scope)).filter((value) => value !== undefined);
  return window(query, query.distinct ? distinct(values) : values, outer);
}

/** The rows that one input makes of a row; the names of `base` stay visible. */
function sourceRows({ alias, each, from }: Source, scope: Scope, base: Scope): Scope[] {
  if (from.kind === 'subquery') {
    const rows = scope.context.runQuery(from.query, scope);
    const values = each ? rows.flatMap((row) => (Array.isArray(row) ? row : [])) : rows;
    return values.map((value) => withName(base, alias, value));
  }
  const value = evaluate(from, scope);
  if (each) return Array.isArray(value) ? value.map((item) => withName(base, alias, item)) : [];
  return value === undefined ? [] : [withName(base, alias, value)];
}

function groups(query: Query, rows: readonly Scope[], outer: Scope): Scope[] {
  const { groupBy } = query;
  if (!groupBy) return [{ ...(rows[0] ?? outer), group: rows }];
  const byKey = Map.groupBy(rows, (scope) => groupBy.map((key) => canonical(evaluate(key, scope))).join());
  return [...byKey.values()].flatMap((group) => group.slice(0, 1).map((first) => ({ ...first, group })));
}

/** Stable: rows that tie keep their order of creation. */
function sorted(query: Query, rows: readonly Scope[]): Scope[] {
  const keyed = rows.map((scope) => ({ scope, keys: query.orderBy.map((key) => evaluate(key.expression, scope)) }));
  keyed.sort((left, right) => {
    for (const [index, { descending }] of query.orderBy.entries()) {
      const order = compare(left.keys[index], right.keys[index]);
      if (order !== 0) return descending ? -order : order;
    }
    return 0;
  });
  return keyed.map(({ scope }) => scope);
}

function select({ selection, from }: Query, scope: Scope): Value {
  if (selection.kind === 'star') return from && scope.names[from.alias];
  if (selection.kind === 'value') return evaluate(selection.expression, scope);
  let unnamed = 0;
  return object(
    selection.items.map(({ expression, name }) => [name ?? `$${++unnamed}`, evaluate(expression, scope)] as const),
  );
}

function distinct(values: readonly Value[]): Value[] {
  return [...new Map(values.map((value) => [canonical(value), value])).values()];
}

/** TOP, OFFSET and LIMIT. */
function window({ top, offset, limit }: Query, values: readonly Value[], outer: Scope): Value[] {
  const count = (clause: string, expression: NonNullable<typeof top>) => {
    const value = evaluate(expression, outer);
    if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
    throw syntaxError(`The ${clause} specification must be a non-negative integer.`);
  };
  const start = offset ? count('OFFSET', offset) : 0;
  const length = limit ? count('LIMIT', limit) : values.length;
  return values.slice(start, start + length).slice(0, top ? count('TOP', top) : values.length);
}

function withoutGroup({ context, names }: Scope): Scope {
  return { context, names };
}
