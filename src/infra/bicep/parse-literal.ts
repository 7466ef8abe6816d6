import type {
  ArrayLiteral,
  Expression,
  ObjectLiteral,
  ObjectProperty,
  Resource,
  Spread,
  StringLiteral,
} from './expression.ts';
import type { Cursor } from './cursor.ts';

type ReadExpression = (cursor: Cursor) => Expression;

/** @param readHole reads the expression of a `${…}`. */
export function parseString(cursor: Cursor, readHole: ReadExpression): StringLiteral {
  const first = cursor.advance();
  const parts: (string | Expression)[] = first.text === '' ? [] : [first.text];
  const multiLine =
    first.kind === 'multiLineString' ||
    cursor.source.text.startsWith("'''", cursor.source.text.indexOf("'", first.start));
  let piece = first;
  while (piece.kind === 'stringLeft' || piece.kind === 'stringMiddle') {
    if (multiLine) cursor.skipNewlines();
    parts.push(cursor.inHole(true, () => readHole(cursor)));
    if (multiLine) cursor.skipNewlines();
    if (cursor.token.kind !== 'stringMiddle' && cursor.token.kind !== 'stringRight')
      cursor.fail("'}' is missing after the expression in a string");
    piece = cursor.advance();
    if (piece.text !== '') parts.push(piece.text);
  }
  return { kind: 'string', span: cursor.from(first.start), parts, multiLine };
}

/** @param readResource reads a nested resource with its decorators, where one may stand. */
export function parseObject(cursor: Cursor, readValue: ReadExpression, readResource?: () => Resource): ObjectLiteral {
  const { start } = cursor.token;
  const properties: (ObjectProperty | Spread)[] = [];
  const resources: Resource[] = [];
  cursor.expect('{', 'before the object');
  parseElements(cursor, '}', () => {
    const nested = cursor.isSymbol('@') || (cursor.isName('resource') && cursor.peek().kind === 'name');
    if (readResource !== undefined && nested) resources.push(readResource());
    else if (cursor.isSymbol('...')) properties.push(parseSpread(cursor, readValue));
    else properties.push(parseProperty(cursor, readValue));
  });
  return { kind: 'object', span: cursor.from(start), properties, resources };
}

export function parseArray(cursor: Cursor, readValue: ReadExpression): ArrayLiteral {
  const { start } = cursor.token;
  const items: (Expression | Spread)[] = [];
  cursor.expect('[', 'before the array');
  parseElements(cursor, ']', () => {
    items.push(cursor.isSymbol('...') ? parseSpread(cursor, readValue) : readValue(cursor));
  });
  return { kind: 'array', span: cursor.from(start), items };
}

/** Elements up to `close`, each on a line of its own or with a comma between; the opening is taken already. */
export function parseElements(cursor: Cursor, close: string, readElement: () => void): void {
  cursor.skipNewlines();
  while (!cursor.take(close)) {
    if (cursor.token.kind === 'end') cursor.fail(`'${close}' is missing`);
    readElement();
    if (cursor.isSymbol(close)) continue;
    if (cursor.take(',')) {
      if (cursor.token.kind === 'newline')
        cursor.fail('After a comma the next element follows on the same line; leave the comma out');
      if (cursor.isSymbol(close)) cursor.fail('After a comma another element follows');
    } else if (cursor.token.kind === 'newline') cursor.skipNewlines();
    else cursor.fail(`A comma, a new line or '${close}' is missing`);
  }
}

function parseProperty(cursor: Cursor, readValue: ReadExpression): ObjectProperty {
  const { start } = cursor.token;
  const key = parseKey(cursor, readValue);
  cursor.expect(':', 'after the name of the property');
  const value = readValue(cursor);
  return { kind: 'property', span: cursor.from(start), key, value };
}

function parseKey(cursor: Cursor, readValue: ReadExpression): StringLiteral {
  const { token } = cursor;
  if (token.kind === 'string' || token.kind === 'stringLeft') return parseString(cursor, readValue);
  const { name, span } = cursor.identifier('The name of a property');
  return { kind: 'string', span, parts: [name], multiLine: false };
}

function parseSpread(cursor: Cursor, readValue: ReadExpression): Spread {
  const { start } = cursor.advance();
  const value = readValue(cursor);
  return { kind: 'spread', span: cursor.from(start), value };
}
