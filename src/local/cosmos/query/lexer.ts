import { syntaxError } from '../errors.ts';

export interface Token {
  readonly type: 'parameter' | 'name' | 'keyword' | 'number' | 'string' | 'operator' | 'end';
  /** Keywords in upper case, strings without quotes and escapes, all else as written. */
  readonly text: string;
  /** As written, for keywords that stand where a name may stand. */
  readonly raw: string;
  readonly start: number;
}

const keywords = new Set(
  (
    'SELECT DISTINCT TOP VALUE AS FROM JOIN IN WHERE GROUP BY ORDER ASC DESC OFFSET LIMIT AND OR NOT BETWEEN LIKE ' +
    'ESCAPE EXISTS ARRAY NULL TRUE FALSE UNDEFINED'
  ).split(' '),
);

const pattern = new RegExp(
  [
    /\s+|--[^\n]*/,
    /(?<parameter>@[A-Za-z_]\w*)/,
    /(?<word>[A-Za-z_$][\w$]*)/,
    /(?<number>0x[0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)/,
    /(?<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')/,
    /(?<operator>>>>|<<|>>|<=|>=|!=|<>|\?\?|\|\||[-+*/%=<>()[\]{},.:?|&^~])/,
  ]
    .map((part) => part.source)
    .join('|'),
  'gy',
);

/** @throws CosmosError 400 at the first character that starts no token. */
export function tokens(sql: string): Token[] {
  const found: Token[] = [];
  let start = 0;
  while (start < sql.length) {
    pattern.lastIndex = start;
    const match = pattern.exec(sql);
    if (!match) throw syntaxError(`Syntax error, incorrect syntax near '${sql.charAt(start)}'.`, start);
    const token = match.groups && toToken(match.groups, start);
    if (token) found.push(token);
    start = pattern.lastIndex;
  }
  found.push({ type: 'end', text: 'end of query', raw: '', start });
  return found;
}

function toToken(groups: Record<string, string | undefined>, start: number): Token | undefined {
  const { parameter, word, number, string, operator } = groups;
  if (parameter !== undefined) return { type: 'parameter', text: parameter, raw: parameter, start };
  if (number !== undefined) return { type: 'number', text: number, raw: number, start };
  if (string !== undefined) return { type: 'string', text: unquoted(string), raw: string, start };
  if (operator !== undefined) return { type: 'operator', text: operator, raw: operator, start };
  if (word === undefined) return undefined;
  const upper = word.toUpperCase();
  return keywords.has(upper)
    ? { type: 'keyword', text: upper, raw: word, start }
    : { type: 'name', text: word, raw: word, start };
}

const escapes: Record<string, string> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

function unquoted(literal: string): string {
  return literal
    .slice(1, -1)
    .replace(/\\u([0-9a-fA-F]{4})|\\(.)/gs, (_, code: string | undefined, character: string | undefined) =>
      code !== undefined ? String.fromCharCode(parseInt(code, 16)) : (escapes[character ?? ''] ?? character ?? ''),
    );
}
