import { syntaxError, unsupported } from '../errors.ts';
import { aggregates } from './aggregates.ts';
import { checkCall } from './functions.ts';
import type { TokenReader } from './token-reader.ts';
import type { Expression, Query } from './syntax.ts';

/** Weakest first. Source: learn.microsoft.com/cosmos-db/query/constants and operators. */
const levels: readonly (readonly string[])[] = [
  ['??'],
  ['OR'],
  ['AND'],
  ['=', '!=', '<>', '<', '>', '<=', '>=', 'IN', 'BETWEEN', 'LIKE', 'NOT'],
  ['|'],
  ['^'],
  ['&'],
  ['<<', '>>', '>>>'],
  ['||'],
  ['+', '-'],
  ['*', '/', '%'],
];
const comparisonLevel = 3;

type ParseQuery = (reader: TokenReader) => Query;

/** One expression; `parseQuery` reads the subqueries in it. */
export function parseExpression(reader: TokenReader, parseQuery: ParseQuery): Expression {
  const expression = (): Expression => {
    const test = binary(0);
    if (!reader.take('?')) return test;
    const then = expression();
    reader.need(':');
    return { kind: 'conditional', test, then, otherwise: expression() };
  };

  function binary(level: number): Expression {
    const operators = levels[level];
    if (!operators) return unary();
    let left = binary(level + 1);
    while (operators.some((operator) => reader.is(operator))) left = operation(left, reader.next().text, level);
    return left;
  }

  function operation(left: Expression, operator: string, level: number): Expression {
    const operand = () => binary(level + 1);
    switch (operator) {
      case 'NOT': {
        if (!['IN', 'BETWEEN', 'LIKE'].some((word) => reader.is(word))) throw reader.failure();
        return { kind: 'unary', operator: 'NOT', operand: operation(left, reader.next().text, level) };
      }
      case 'IN': {
        reader.need('(');
        const list = reader.list(expression);
        reader.need(')');
        return { kind: 'in', operand: left, list };
      }
      case 'BETWEEN': {
        const low: Expression = { kind: 'binary', operator: '>=', left, right: operand() };
        reader.need('AND');
        const high: Expression = { kind: 'binary', operator: '<=', left, right: operand() };
        return { kind: 'binary', operator: 'AND', left: low, right: high };
      }
      case 'LIKE': {
        const pattern = operand();
        return { kind: 'like', operand: left, pattern, escape: reader.take('ESCAPE') ? primary() : undefined };
      }
      default:
        return { kind: 'binary', operator, left, right: operand() };
    }
  }

  function unary(): Expression {
    if (reader.take('NOT')) return { kind: 'unary', operator: 'NOT', operand: binary(comparisonLevel) };
    for (const operator of ['-', '+', '~'])
      if (reader.take(operator)) return { kind: 'unary', operator, operand: unary() };
    return postfix(reader, primary(), expression);
  }

  function primary(): Expression {
    const token = reader.peek();
    if (token.type === 'name') return reader.is('(', 1) ? call() : { kind: 'name', name: reader.next().text };
    if (token.type === 'number') return { kind: 'literal', value: Number(reader.next().text) };
    if (token.type === 'string') return { kind: 'literal', value: reader.next().text };
    if (token.type === 'parameter') return { kind: 'parameter', name: reader.next().text };
    if (reader.take('NULL')) return { kind: 'literal', value: null };
    if (reader.take('TRUE')) return { kind: 'literal', value: true };
    if (reader.take('FALSE')) return { kind: 'literal', value: false };
    if (reader.take('UNDEFINED')) return { kind: 'literal', value: undefined };
    if (reader.take('EXISTS')) return { kind: 'exists', query: subquery() };
    if (reader.take('ARRAY')) return { kind: 'array-of', query: subquery() };
    if (reader.is('(')) return parenthesis();
    if (reader.take('[')) return { kind: 'array', items: until(']', expression) };
    if (reader.take('{')) return { kind: 'object', entries: until('}', entry) };
    throw reader.failure();
  }

  function parenthesis(): Expression {
    if (reader.is('SELECT', 1)) return { kind: 'scalar', query: subquery() };
    reader.need('(');
    const inner = expression();
    reader.need(')');
    return inner;
  }

  function subquery(): Query {
    reader.need('(');
    const query = parseQuery(reader);
    reader.need(')');
    return query;
  }

  function until<T>(close: string, item: () => T): T[] {
    if (reader.take(close)) return [];
    const items = reader.list(item);
    reader.need(close);
    return items;
  }

  function entry(): readonly [string, Expression] {
    const key = reader.peek().type === 'string' ? reader.next().text : reader.propertyName();
    reader.need(':');
    return [key, expression()];
  }

  function call(): Expression {
    const written = reader.next().text;
    const name = written.toUpperCase();
    reader.need('(');
    const list = until(')', expression);
    const [argument, second] = list;
    if (!Object.hasOwn(aggregates, name)) {
      checkCall(written, list.length);
      return { kind: 'call', name, arguments: list };
    }
    if (!argument || second) throw syntaxError(`The function '${written}' requires 1 argument.`);
    return { kind: 'aggregate', name, argument };
  }

  return expression();
}

/** `name.key["key"][0]`; `first`: the name, when it is read already. */
export function parsePath(reader: TokenReader, expression: () => Expression, first?: string): Expression {
  return postfix(reader, { kind: 'name', name: first ?? reader.identifier() }, expression);
}

function postfix(reader: TokenReader, start: Expression, expression: () => Expression): Expression {
  let object = start;
  for (;;) {
    if (reader.take('.')) {
      const key = reader.propertyName();
      if (object.kind === 'name' && object.name.toLowerCase() === 'udf' && reader.is('('))
        throw unsupported(`The user-defined function udf.${key}`);
      object = { kind: 'property', object, key: { kind: 'literal', value: key } };
    } else if (reader.take('[')) {
      object = { kind: 'property', object, key: expression() };
      reader.need(']');
    } else return object;
  }
}
