import { syntaxError, unsupported } from '../errors.ts';
import {
  type Expression,
  type Query,
  type Source,
  children,
  hasAggregate,
  isAggregated,
  pathOf,
  rootOf,
  selected,
} from './syntax.ts';

/**
 * What the service finds wrong before it reads a document.
 *
 * @throws CosmosError 400 for a name that nothing defines, an aggregate out of place, a mix of aggregate and plain
 * value, an ORDER BY that is no path.
 */
export function check(query: Query): void {
  const { from } = query;
  const path = from && from.from.kind !== 'subquery' ? from.from : undefined;
  // The first identifier of FROM is the container, whatever it is called.
  const root = path && rootOf(path);
  checkQuery(query, new Set(), root);
  for (const { expression } of query.orderBy) {
    const keys = pathOf(expression);
    if (!keys || keys.length < 2)
      throw syntaxError(
        'Unsupported ORDER BY clause. ORDER BY item expression could not be mapped to a document path.',
      );
  }
}

function checkQuery(query: Query, outer: ReadonlySet<string>, root: string | undefined): void {
  const names = new Set(outer);
  if (query.from) checkSource(query.from, root === undefined ? names : new Set([root]));
  if (query.from) names.add(query.from.alias);
  for (const join of query.joins) {
    checkSource(join, names);
    names.add(join.alias);
  }
  for (const expression of [query.where, query.top, query.offset, query.limit, ...(query.groupBy ?? [])]) {
    if (!expression) continue;
    if (hasAggregate(expression)) throw syntaxError('An aggregate is only valid in a SELECT clause.');
    checkNames(expression, names);
  }
  for (const expression of selected(query.selection)) checkNames(expression, names);
  for (const { expression } of query.orderBy) checkNames(expression, names);
  if (!isAggregated(query)) return;
  if (query.selection.kind === 'star') throw unsupported('SELECT * with GROUP BY');
  for (const expression of selected(query.selection)) checkGrouped(expression, query.groupBy ?? []);
}

function checkSource(source: Source, names: ReadonlySet<string>): void {
  if (source.from.kind === 'subquery') checkQuery(source.from.query, names, undefined);
  else checkNames(source.from, names);
}

function checkNames(expression: Expression, names: ReadonlySet<string>): void {
  if (expression.kind === 'name' && !names.has(expression.name))
    throw syntaxError(`Identifier '${expression.name}' could not be resolved.`);
  if (expression.kind === 'exists' || expression.kind === 'array-of' || expression.kind === 'scalar')
    checkQuery(expression.query, names, undefined);
  for (const child of children(expression)) checkNames(child, names);
}

/** In a query with groups, a value is a key of the group, an aggregate, or made of these. */
function checkGrouped(expression: Expression, keys: readonly Expression[]): void {
  const text = JSON.stringify(expression);
  if (expression.kind === 'aggregate' || keys.some((key) => JSON.stringify(key) === text)) return;
  if (expression.kind === 'name' || expression.kind === 'exists' || expression.kind === 'array-of')
    throw syntaxError(
      'Property reference is invalid because it is not contained in either an aggregate function or the GROUP BY clause.',
    );
  for (const child of children(expression)) checkGrouped(child, keys);
}
