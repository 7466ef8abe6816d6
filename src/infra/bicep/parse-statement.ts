import type { Conditional, Decorator, Expression, FunctionCall, Resource, StringLiteral, Value } from './expression.ts';
import type { Cursor } from './cursor.ts';
import { isLoop, parseExpression, parseLoop } from './parse-expression.ts';
import { parseObject, parseString } from './parse-literal.ts';
import { parseOtherStatement } from './parse-other-statement.ts';
import { parseType } from './parse-type.ts';
import type { Module, Parameter, Statement } from './tree.ts';

/** Reads one declaration with its decorators; stops behind it. */
export function parseStatement(cursor: Cursor, kind: 'bicep' | 'bicepparam'): Statement {
  const { start } = cursor.token;
  const decorators = parseDecorators(cursor);
  const keyword = cursor.token;
  const begun = { start, decorators, readDecorators: () => parseDecorators(cursor) };
  if (keyword.kind === 'name') {
    if (keyword.text === 'resource') return parseResource(cursor, start, decorators);
    if (keyword.text === 'module') return parseModule(cursor, start, decorators);
    if (keyword.text === 'param') return parseParameter(cursor, start, decorators, kind);
    const other = parseOtherStatement(cursor, keyword.text, begun);
    if (other !== undefined) return other;
  }
  return cursor.fail(
    "A declaration is missing: 'param', 'var', 'resource', 'module', 'output', 'type', 'func', 'import', 'using' …",
  );
}

function parseDecorators(cursor: Cursor): Decorator[] {
  const decorators: Decorator[] = [];
  while (cursor.isSymbol('@')) {
    const { start } = cursor.advance();
    const call = parseExpression(cursor);
    if (call.kind !== 'call') cursor.fail("A decorator is a call: '@description(…)'", { start, end: cursor.end });
    decorators.push({ span: cursor.from(start), call: withoutNamespace(cursor, call) });
    cursor.skipNewlines();
  }
  return decorators;
}

/** `@sys.description()` is `@description()`. */
function withoutNamespace(cursor: Cursor, call: FunctionCall): FunctionCall {
  if (call.base === undefined) return call;
  if (call.base.kind === 'variable' && call.base.name === 'sys')
    return { kind: 'call', span: call.span, name: call.name, args: call.args };
  return cursor.fail('A decorator comes from the namespace sys', call.span);
}

function parseResource(cursor: Cursor, start: number, decorators: readonly Decorator[]): Resource {
  cursor.advance();
  const name = cursor.identifier("The resource's symbolic name");
  const type = text(cursor, "The resource's type, as 'Provider/type@version',");
  const existing = cursor.isName('existing');
  if (existing) cursor.advance();
  cursor.expect('=', 'before the body of the resource');
  const nested = () => {
    const first = cursor.token.start;
    const own = parseDecorators(cursor);
    if (!cursor.isName('resource')) cursor.fail("'resource' is missing after the decorators");
    return parseResource(cursor, first, own);
  };
  const value = parseBody(cursor, nested);
  return { kind: 'resource', span: cursor.from(start), decorators, name, type, existing, value };
}

function parseModule(cursor: Cursor, start: number, decorators: readonly Decorator[]): Module {
  cursor.advance();
  const name = cursor.identifier("The module's symbolic name");
  const path = text(cursor, "The module's path");
  cursor.expect('=', 'before the body of the module');
  const value = parseBody(cursor);
  return { kind: 'module', span: cursor.from(start), decorators, name, path, value };
}

/** An object, `if (…) {…}`, or a loop over either. */
function parseBody(cursor: Cursor, nested?: () => Resource): Value {
  cursor.skipNewlines();
  const object = (at: Cursor) => parseObject(at, parseExpression, nested);
  const objectOrIf = (at: Cursor): Value => (at.isName('if') ? conditional(at) : object(at));
  if (isLoop(cursor)) return parseLoop(cursor, objectOrIf);
  if (!cursor.isSymbol('{') && !cursor.isName('if')) cursor.fail("The body is missing: '{', '[for' or 'if'");
  return objectOrIf(cursor);

  function conditional(at: Cursor): Conditional {
    const { start } = at.advance();
    if (!at.isSymbol('(')) at.fail("'(' is missing after 'if'");
    at.advance();
    at.skipNewlines();
    const condition: Expression = parseExpression(at);
    at.skipNewlines();
    at.expect(')', 'after the condition');
    at.skipNewlines();
    return { kind: 'if', span: at.from(start), condition, body: object(at) };
  }
}

function parseParameter(
  cursor: Cursor,
  start: number,
  decorators: readonly Decorator[],
  kind: 'bicep' | 'bicepparam',
): Parameter {
  cursor.advance();
  const name = cursor.identifier('The name of the parameter');
  const type = kind === 'bicep' ? parseType(cursor, () => parseDecorators(cursor)) : undefined;
  if (kind === 'bicepparam' && !cursor.isSymbol('=')) cursor.fail("'=' is missing after the name of the parameter");
  const value = cursor.take('=') ? parseExpression(cursor) : undefined;
  return { kind: 'param', span: cursor.from(start), decorators, name, ...(type && { type }), ...(value && { value }) };
}

function text(cursor: Cursor, what: string): StringLiteral {
  const { kind } = cursor.token;
  if (kind !== 'string' && kind !== 'stringLeft' && kind !== 'multiLineString') cursor.fail(`${what} is missing`);
  return parseString(cursor, parseExpression);
}
