import { badRequest } from '../errors.ts';
import { check } from './check.ts';
import { parse } from './parser.ts';
import { run } from './run.ts';
import { type Query, pathOf } from './syntax.ts';
import type { JsonObject, Value } from './values.ts';

/** The body of a query request. */
export interface QueryText {
  readonly query: string;
  readonly parameters?: readonly { readonly name: string; readonly value?: Value }[];
}

/** @throws CosmosError 400 if the body is no query. */
export function asQueryText(body: Value): QueryText {
  const { query, parameters = [] } = (body ?? {}) as JsonObject;
  if (typeof query !== 'string') throw badRequest('The request body must hold a query.');
  if (!Array.isArray(parameters)) throw badRequest('The parameters of a query must be an array.');
  return { query, parameters: parameters as unknown as NonNullable<QueryText['parameters']> };
}

const maxCompiled = 500;
const compiled = new Map<string, Query>();

/** Parses and checks; the last 500 texts are remembered. @throws CosmosError 400 */
export function compile(sql: string): Query {
  const known = compiled.get(sql);
  if (known) return known;
  const query = parse(sql);
  check(query);
  if (compiled.size >= maxCompiled) compiled.clear();
  compiled.set(sql, query);
  return query;
}

/** The values that the query answers, in order. @throws CosmosError 400 */
export function execute(text: QueryText, documents: readonly Value[], nowMs: number): Value[] {
  return run(compile(text.query), documents, valuesOf(text), nowMs);
}

/** The parameters by name. */
export function valuesOf({ parameters = [] }: QueryText): ReadonlyMap<string, Value> {
  return new Map(parameters.map(({ name, value }) => [name, value]));
}

/** One path of a composite index. */
export interface CompositePath {
  readonly path: string;
  readonly order?: 'ascending' | 'descending';
}

/**
 * ORDER BY with more than one key needs a composite index of the same paths, in the same or the opposite order.
 *
 * @throws CosmosError 400 with the service's text if none fits.
 */
export function requireCompositeIndex(sql: string, indexes: readonly (readonly CompositePath[])[]): void {
  const wanted = compile(sql).orderBy.map(({ expression, descending }) => ({
    path: `/${(pathOf(expression) ?? []).slice(1).join('/')}`,
    descending,
  }));
  if (wanted.length < 2) return;
  const fits = (index: readonly CompositePath[], flip: boolean) =>
    index.length === wanted.length &&
    index.every(({ path, order }, at) => {
      const key = wanted[at];
      return path.replaceAll('"', '') === key?.path && (order === 'descending') === (key.descending !== flip);
    });
  if (indexes.some((index) => fits(index, false) || fits(index, true))) return;
  throw badRequest('The order by query does not have a corresponding composite index that it can be served from.');
}
