import { syntaxError } from '../errors.ts';
import { parseExpression, parsePath } from './expression-parser.ts';
import { type TokenReader, readTokens } from './token-reader.ts';
import { type Expression, type Query, type Selection, type Source, pathOf } from './syntax.ts';

/**
 * Reads one query of the service's SQL.
 *
 * @throws CosmosError 400 that names the place, or the function that is not known.
 */
export function parse(sql: string): Query {
  const reader = readTokens(sql);
  const query = parseQuery(reader);
  if (reader.peek().type !== 'end') throw reader.failure();
  return query;
}

function parseQuery(reader: TokenReader): Query {
  const expression = () => parseExpression(reader, parseQuery);
  reader.need('SELECT');
  const distinct = reader.take('DISTINCT');
  const top = reader.take('TOP') ? parseCount(reader) : undefined;
  const selection = parseSelection(reader, expression);
  const from = reader.take('FROM') ? parseSource(reader, expression) : undefined;
  const joins: Source[] = [];
  while (from && reader.take('JOIN')) joins.push(parseJoin(reader));
  if (selection.kind === 'star' && (!from || joins.length > 0))
    throw syntaxError("'SELECT *' is only valid with a single input set.");
  const where = reader.take('WHERE') ? expression() : undefined;
  const groupBy = after(reader, 'GROUP') ? reader.list(expression) : undefined;
  const orderBy = after(reader, 'ORDER') ? reader.list(() => parseOrder(reader, expression)) : [];
  const offset = reader.take('OFFSET') ? parseCount(reader) : undefined;
  if (offset) reader.need('LIMIT');
  const limit = offset && parseCount(reader);
  if (groupBy && orderBy.length > 0) throw syntaxError("'ORDER BY' is not supported in presence of GROUP BY.");
  return { distinct, top, selection, from, joins, where, groupBy, orderBy, offset, limit };
}

/** A number or a parameter and no more: in `TOP 2 *` the star is what is selected. */
function parseCount(reader: TokenReader): Expression {
  const { type } = reader.peek();
  if (type === 'number') return { kind: 'literal', value: Number(reader.next().text) };
  if (type === 'parameter') return { kind: 'parameter', name: reader.next().text };
  throw reader.failure();
}

function after(reader: TokenReader, keyword: 'GROUP' | 'ORDER'): boolean {
  if (!reader.take(keyword)) return false;
  reader.need('BY');
  return true;
}

function parseSelection(reader: TokenReader, expression: () => Expression): Selection {
  if (reader.take('*')) return { kind: 'star' };
  if (reader.take('VALUE')) return { kind: 'value', expression: expression() };
  const items = reader.list(() => {
    const item = expression();
    const named = reader.take('AS') ? reader.propertyName() : aliasAfter(reader);
    return { expression: item, name: named ?? lastKey(item) };
  });
  return { kind: 'list', items };
}

function parseOrder(reader: TokenReader, expression: () => Expression) {
  const key = expression();
  const descending = reader.take('DESC');
  if (!descending) reader.take('ASC');
  return { expression: key, descending };
}

/** `c`, `c.path AS x`, `x IN c.path`; subqueries stand in JOIN only, as in the service. */
function parseSource(reader: TokenReader, expression: () => Expression): Source {
  const name = reader.identifier();
  if (reader.take('IN')) return { alias: name, each: true, from: parsePath(reader, expression) };
  const from = parsePath(reader, expression, name);
  const alias = reader.take('AS') ? reader.identifier() : (aliasAfter(reader) ?? lastKey(from) ?? name);
  return { alias, each: false, from };
}

function parseJoin(reader: TokenReader): Source {
  const subquery = () => {
    reader.need('(');
    const query = parseQuery(reader);
    reader.need(')');
    return { kind: 'subquery' as const, query };
  };
  const expression = () => parseExpression(reader, parseQuery);
  if (reader.is('(')) {
    const from = subquery();
    reader.take('AS');
    return { alias: reader.identifier(), each: false, from };
  }
  const alias = reader.identifier();
  reader.need('IN');
  return { alias, each: true, from: reader.is('(') ? subquery() : parsePath(reader, expression) };
}

function aliasAfter(reader: TokenReader): string | undefined {
  return reader.peek().type === 'name' ? reader.identifier() : undefined;
}

function lastKey(expression: Expression): string | undefined {
  return pathOf(expression)?.at(-1);
}
