import type { Cursor } from './cursor.ts';
import type { Decorator, StringLiteral } from './expression.ts';
import { parseExpression } from './parse-expression.ts';
import { parseElements, parseString } from './parse-literal.ts';
import { parseType } from './parse-type.ts';
import type { Extension, FunctionDeclaration, Import, Statement, Using } from './tree.ts';

interface Begun {
  readonly start: number;
  readonly decorators: readonly Decorator[];
  readonly readDecorators: () => readonly Decorator[];
}

/** Every declaration but resource, module and param; the keyword stands here. Undefined for a word that begins none. */
export function parseOtherStatement(cursor: Cursor, keyword: string, begun: Begun): Statement | undefined {
  const { start, decorators, readDecorators } = begun;
  const named = (what: string) => {
    cursor.advance();
    return cursor.identifier(`The name of the ${what}`);
  };
  const value = () => {
    cursor.expect('=', 'before the value');
    return parseExpression(cursor);
  };
  const span = () => cursor.from(start);
  switch (keyword) {
    case 'targetScope': {
      cursor.advance();
      return { kind: 'targetScope', decorators, value: value(), span: span() };
    }
    case 'metadata':
    case 'assert':
      return { kind: keyword, decorators, name: named(keyword), value: value(), span: span() };
    case 'var': {
      const name = named('variable');
      const type = cursor.isSymbol('=') ? undefined : parseType(cursor, readDecorators);
      return { kind: 'var', decorators, name, ...(type && { type }), value: value(), span: span() };
    }
    case 'output':
      return {
        kind: 'output',
        decorators,
        name: named('output'),
        type: parseType(cursor, readDecorators),
        value: value(),
        span: span(),
      };
    case 'type': {
      const name = named('type');
      cursor.expect('=', 'before the type');
      return { kind: 'type', decorators, name, type: parseType(cursor, readDecorators), span: span() };
    }
    case 'func':
      return parseFunction(cursor, begun);
    case 'import':
      return parseImport(cursor, begun);
    case 'using':
    case 'extends':
      return parseUsing(cursor, keyword, begun);
    case 'extension':
    case 'provider':
      return parseExtension(cursor, begun);
    default:
      return undefined;
  }
}

function parseFunction(cursor: Cursor, { start, decorators, readDecorators }: Begun): FunctionDeclaration {
  cursor.advance();
  const name = cursor.identifier('The name of the function');
  const parameters: FunctionDeclaration['parameters'][number][] = [];
  cursor.expect('(', 'before the parameters');
  cursor.skipNewlines();
  while (!cursor.take(')')) {
    parameters.push({ name: cursor.identifier('The name of a parameter'), type: parseType(cursor, readDecorators) });
    cursor.skipNewlines();
    if (cursor.isSymbol(')')) continue;
    cursor.expect(',', 'between two parameters');
    cursor.skipNewlines();
  }
  const returns = parseType(cursor, readDecorators);
  cursor.expect('=>', 'before the body of the function');
  cursor.skipNewlines();
  const body = parseExpression(cursor);
  return { kind: 'func', span: cursor.from(start), decorators, name, parameters, returns, body };
}

function parseImport(cursor: Cursor, { start, decorators }: Begun): Import {
  cursor.advance();
  const names: Import['names'][number][] = [];
  let all: Import['all'];
  if (cursor.take('*')) all = parseAs(cursor);
  else {
    cursor.expect('{', 'before the names to import');
    parseElements(cursor, '}', () => {
      const name = cursor.token.kind === 'string' ? quoted(cursor) : cursor.identifier('A name to import');
      names.push({ name, as: cursor.isName('as') ? parseAs(cursor) : name });
    });
  }
  if (!cursor.isName('from')) cursor.fail("'from' is missing after the names to import");
  cursor.advance();
  const path = pathOf(cursor);
  return { kind: 'import', span: cursor.from(start), decorators, path, names, ...(all && { all }) };
}

function quoted(cursor: Cursor) {
  const token = cursor.advance();
  return { name: token.text, span: token };
}

function parseAs(cursor: Cursor) {
  if (!cursor.isName('as')) cursor.fail("'as' is missing");
  cursor.advance();
  return cursor.identifier("The name after 'as'");
}

function parseUsing(cursor: Cursor, kind: 'using' | 'extends', { start, decorators }: Begun): Using {
  cursor.advance();
  const none = cursor.isName('none');
  if (none) cursor.advance();
  const path = none ? undefined : pathOf(cursor);
  return { kind, span: cursor.from(start), decorators, path };
}

function parseExtension(cursor: Cursor, { start, decorators }: Begun): Extension {
  cursor.advance();
  const name = cursor.token.kind === 'name' ? cursor.identifier('The name of the extension') : pathOf(cursor);
  let settings;
  if (cursor.isName('with')) {
    cursor.advance();
    settings = parseExpression(cursor);
  }
  const alias = cursor.isName('as') ? parseAs(cursor) : undefined;
  return {
    kind: 'extension',
    span: cursor.from(start),
    decorators,
    name,
    ...(settings && { with: settings }),
    ...(alias && { as: alias }),
  };
}

function pathOf(cursor: Cursor): StringLiteral {
  const { kind } = cursor.token;
  if (kind !== 'string' && kind !== 'stringLeft') cursor.fail('A path in quotes is missing');
  return parseString(cursor, parseExpression);
}
