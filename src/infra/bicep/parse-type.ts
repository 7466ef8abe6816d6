import type { Cursor } from './cursor.ts';
import type { Decorator } from './expression.ts';
import { parseExpression } from './parse-expression.ts';
import { parseElements, parseString } from './parse-literal.ts';
import { plainText } from './body.ts';
import type { ObjectType, TupleType, TypeNode, TypeProperty } from './type-node.ts';

type ReadDecorators = () => readonly Decorator[];

/** @param readDecorators reads decorators of properties and tuple items. */
export function parseType(cursor: Cursor, readDecorators: ReadDecorators): TypeNode {
  const { start } = cursor.token;
  const bar = () => cursor.peekPastNewlines().text === '|' && cursor.peekPastNewlines().kind === 'symbol';
  if (bar()) {
    cursor.skipNewlines();
    cursor.advance();
  }
  const members = [parsePostfix(cursor, readDecorators)];
  while (bar()) {
    cursor.skipNewlines();
    cursor.advance();
    members.push(parsePostfix(cursor, readDecorators));
  }
  const [only] = members;
  return members.length === 1 && only !== undefined ? only : { kind: 'union', span: cursor.from(start), members };
}

function parsePostfix(cursor: Cursor, readDecorators: ReadDecorators): TypeNode {
  const { start } = cursor.token;
  let type = parsePrimary(cursor, readDecorators);
  for (;;) {
    if (cursor.take('?')) type = { kind: 'nullable', span: cursor.from(start), of: type };
    else if (cursor.take('!')) type = { kind: 'typeAccess', span: cursor.from(start), base: type, member: '!' };
    else if (cursor.take('[')) {
      if (cursor.take(']')) type = { kind: 'arrayOf', span: cursor.from(start), item: type };
      else {
        const member = cursor.advance().text;
        cursor.expect(']', 'after the index');
        type = { kind: 'typeAccess', span: cursor.from(start), base: type, member: `[${member}]` };
      }
    } else if (cursor.take('.')) {
      const member = cursor.take('*') ? '*' : cursor.identifier('The name of a property of the type').name;
      const span = cursor.from(start);
      if (cursor.isSymbol('<'))
        type = { kind: 'generic', span, name: member, args: genericArguments(cursor, readDecorators) };
      else type = { kind: 'typeAccess', span, base: type, member };
    } else return type;
  }
}

function parsePrimary(cursor: Cursor, readDecorators: ReadDecorators): TypeNode {
  const { token } = cursor;
  const { start, kind, text } = token;
  if (cursor.take('-')) {
    const number = cursor.token;
    if (number.kind !== 'number') cursor.fail('A number is missing');
    cursor.advance();
    return { kind: 'literal', span: cursor.from(start), value: -Number(number.text) };
  }
  if (cursor.take('(')) {
    const inner = parseType(cursor, readDecorators);
    cursor.expect(')', 'after the type in parentheses');
    return inner;
  }
  if (kind === 'string' || kind === 'multiLineString' || kind === 'stringLeft') {
    const value = plainText(parseString(cursor, parseExpression));
    if (value === undefined) cursor.fail('A type of text holds no ${…}', token);
    return { kind: 'literal', span: token, value };
  }
  if (cursor.isSymbol('{')) return objectType(cursor, readDecorators);
  if (cursor.isSymbol('[')) return tupleType(cursor, readDecorators);
  if (kind === 'number') {
    cursor.advance();
    return { kind: 'literal', span: token, value: Number(text) };
  }
  const { name } = cursor.identifier('A type');
  if (name === 'true' || name === 'false') return { kind: 'literal', span: token, value: name === 'true' };
  if (name === 'null') return { kind: 'literal', span: token, value: null };
  if (cursor.isSymbol('<')) {
    const args = genericArguments(cursor, readDecorators);
    return { kind: 'generic', span: cursor.from(start), name, args };
  }
  return { kind: 'named', span: token, name };
}

function genericArguments(cursor: Cursor, readDecorators: ReadDecorators): TypeNode[] {
  cursor.advance();
  const args = [parseType(cursor, readDecorators)];
  while (cursor.take(',')) args.push(parseType(cursor, readDecorators));
  cursor.expect('>', 'after the arguments of the type');
  return args;
}

function objectType(cursor: Cursor, readDecorators: ReadDecorators): ObjectType {
  const { start } = cursor.advance();
  const properties: TypeProperty[] = [];
  let additional: TypeNode | undefined;
  parseElements(cursor, '}', () => {
    const decorators = readDecorators();
    const { token } = cursor;
    const any = cursor.take('*');
    const key =
      token.kind === 'string' ? cursor.advance() : any ? token : cursor.identifier('The name of a property').span;
    cursor.expect(':', 'after the name of the property');
    const type = parseType(cursor, readDecorators);
    if (any) additional = type;
    else properties.push({ key: { name: token.text, span: key }, type, decorators });
  });
  return { kind: 'objectType', span: cursor.from(start), properties, ...(additional && { additional }) };
}

function tupleType(cursor: Cursor, readDecorators: ReadDecorators): TupleType {
  const { start } = cursor.advance();
  const items: TupleType['items'][number][] = [];
  parseElements(cursor, ']', () => {
    const decorators = readDecorators();
    items.push({ decorators, type: parseType(cursor, readDecorators) });
  });
  return { kind: 'tuple', span: cursor.from(start), items };
}
