import type { BinaryOperator, Expression, FunctionCall, Lambda, Loop, Value } from './expression.ts';
import type { Cursor } from './cursor.ts';
import { parseArray, parseObject, parseString } from './parse-literal.ts';

/** The higher binds the tighter. Source: learn.microsoft.com/azure/azure-resource-manager/bicep/operators. */
const precedence: Record<BinaryOperator, number> = {
  ...{ '*': 100, '/': 100, '%': 100, '+': 90, '-': 90, '<': 80, '<=': 80, '>': 80, '>=': 80 },
  ...{ '==': 70, '!=': 70, '=~': 70, '!~': 70, '&&': 50, '||': 40, '??': 30 },
};

export function parseExpression(cursor: Cursor): Expression {
  const { start } = cursor.token;
  const condition = parseBinary(cursor, 0);
  if (isNext(cursor, '?')) cursor.skipNewlines();
  if (!cursor.take('?')) return condition;
  cursor.skipNewlines();
  const then = parseExpression(cursor);
  if (isNext(cursor, ':')) cursor.skipNewlines();
  cursor.expect(':', "after the value behind '?'");
  cursor.skipNewlines();
  const otherwise = parseExpression(cursor);
  return { kind: 'ternary', span: cursor.from(start), condition, then, else: otherwise };
}

/** `[for x in xs: body]`; the bracket stands here. */
export function parseLoop(cursor: Cursor, readBody: (cursor: Cursor) => Value): Loop {
  const { start } = cursor.advance();
  cursor.skipNewlines();
  cursor.advance();
  const block = cursor.take('(');
  const item = cursor.identifier('The name of the loop variable');
  let index;
  if (block) {
    cursor.expect(',', 'between item and index');
    index = cursor.identifier('The name of the index');
    cursor.expect(')', 'after the index');
  }
  if (!cursor.isName('in')) cursor.fail("'in' is missing after the loop variable");
  cursor.advance();
  const over = parseExpression(cursor);
  cursor.expect(':', 'before the body of the loop');
  const body = readBody(cursor);
  cursor.skipNewlines();
  cursor.expect(']', 'after the loop');
  return { kind: 'for', span: cursor.from(start), item, ...(index && { index }), over, body };
}

export function isLoop(cursor: Cursor): boolean {
  if (!cursor.isSymbol('[')) return false;
  const next = cursor.peekPastNewlines(cursor.position + 1);
  return next.kind === 'name' && next.text === 'for';
}

/** Arguments in parentheses; the opening one stands here. */
function parseArguments(cursor: Cursor): Expression[] {
  const args: Expression[] = [];
  cursor.expect('(', 'before the arguments');
  cursor.skipNewlines();
  while (!cursor.take(')')) {
    args.push(parseExpression(cursor));
    if (isNext(cursor, ')')) cursor.skipNewlines();
    if (cursor.isSymbol(')')) continue;
    cursor.expect(',', 'between two arguments');
    cursor.skipNewlines();
    if (cursor.isSymbol(')')) cursor.fail('After a comma another argument follows');
  }
  return args;
}

function parseBinary(cursor: Cursor, above: number): Expression {
  const { start } = cursor.token;
  let left = parseUnary(cursor);
  for (;;) {
    const { kind, text } = cursor.token;
    const operator = text as BinaryOperator;
    const binds = kind === 'symbol' && Object.hasOwn(precedence, text) ? precedence[operator] : 0;
    if (binds <= above) return left;
    cursor.advance();
    const right = parseBinary(cursor, binds);
    left = { kind: 'binary', span: cursor.from(start), operator, left, right };
  }
}

function parseUnary(cursor: Cursor): Expression {
  const { kind, text, start } = cursor.token;
  if (kind !== 'symbol' || (text !== '!' && text !== '-' && text !== '+')) return parseMember(cursor);
  cursor.advance();
  const operand = parseUnary(cursor);
  return { kind: 'unary', span: cursor.from(start), operator: text, operand };
}

function parseMember(cursor: Cursor): Expression {
  const { start } = cursor.token;
  let base = parsePrimary(cursor);
  for (;;) {
    if (cursor.take('.')) {
      const safe = cursor.take('?');
      const name = cursor.identifier('The name of a property or function');
      if (cursor.isSymbol('(')) base = call(cursor, start, name, base);
      else base = { kind: 'access', span: cursor.from(start), base, name, safe };
    } else if (cursor.take('[')) {
      const safe = cursor.take('?');
      const fromEnd = cursor.take('^');
      const index = parseExpression(cursor);
      cursor.expect(']', 'after the index');
      base = { kind: 'index', span: cursor.from(start), base, index, safe, fromEnd };
    } else if (cursor.take('::')) {
      const name = cursor.identifier('The name of a nested resource');
      base = { kind: 'nested', span: cursor.from(start), base, name };
    } else if (cursor.take('!')) base = { kind: 'nonNull', span: cursor.from(start), base };
    else return base;
  }
}

function call(cursor: Cursor, start: number, name: FunctionCall['name'], base?: Expression): FunctionCall {
  const args = parseArguments(cursor);
  return { kind: 'call', span: cursor.from(start), name, args, ...(base && { base }) };
}

function parsePrimary(cursor: Cursor): Expression {
  const { token } = cursor;
  const { start, kind, text } = token;
  if (kind === 'number') {
    cursor.advance();
    return { kind: 'number', span: token, value: Number(text) };
  }
  if (kind === 'string' || kind === 'stringLeft' || kind === 'multiLineString')
    return parseString(cursor, parseExpression);
  if (cursor.isInHole && (cursor.isSymbol('{') || cursor.isSymbol('[')))
    cursor.fail('Objects and arrays cannot stand inside ${…}: make a variable');
  if (kind === 'symbol' && text === '{') return parseObject(cursor, parseExpression);
  if (kind === 'symbol' && text === '[')
    return isLoop(cursor) ? parseLoop(cursor, parseExpression) : parseArray(cursor, parseExpression);
  if (kind === 'symbol' && text === '(') return parseParentheses(cursor);
  if (kind !== 'name') return cursor.fail('A value is missing');
  const name = cursor.identifier('A value');
  if (text === 'true' || text === 'false') return { kind: 'boolean', span: token, value: text === 'true' };
  if (text === 'null') return { kind: 'null', span: token };
  if (cursor.isSymbol('(')) return call(cursor, start, name);
  if (cursor.isSymbol('=>')) return lambda(cursor, start, [name]);
  return { kind: 'variable', span: token, name: text };
}

function parseParentheses(cursor: Cursor): Expression {
  const { start } = cursor.token;
  const position = cursor.position;
  cursor.advance();
  const parameters: Lambda['parameters'][number][] = [];
  while (cursor.token.kind === 'name' || cursor.token.kind === 'newline' || cursor.isSymbol(',')) {
    const { token } = cursor;
    if (token.kind === 'name') parameters.push({ name: token.text, span: token });
    cursor.advance();
  }
  if (cursor.take(')') && cursor.isSymbol('=>')) return lambda(cursor, start, parameters);
  cursor.goTo(position + 1);
  cursor.skipNewlines();
  const inner = parseExpression(cursor);
  cursor.skipNewlines();
  cursor.expect(')', 'after the value in parentheses');
  return inner;
}

function lambda(cursor: Cursor, start: number, parameters: Lambda['parameters']): Lambda {
  cursor.advance();
  cursor.skipNewlines();
  const body = cursor.inHole(false, () => parseExpression(cursor));
  return { kind: 'lambda', span: cursor.from(start), parameters, body };
}

function isNext(cursor: Cursor, symbol: string): boolean {
  const next = cursor.peekPastNewlines();
  return next.kind === 'symbol' && next.text === symbol;
}
