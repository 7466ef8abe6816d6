import { ExpressionError, type Expression, type LiteralValue } from './syntax.ts';

interface Token {
  readonly kind: 'literal' | 'name' | 'sign' | 'end';
  readonly text: string;
  readonly offset: number;
  readonly value?: LiteralValue;
}

/**
 * Reads an expression: literals, names, `.key`, `[key]`, `.*`, calls. Source of the grammar:
 * learn.microsoft.com/azure/devops/pipelines/process/expressions
 *
 * @throws ExpressionError with the offset of what cannot be read.
 */
export function parseExpression(text: string): Expression {
  const tokens = tokensOf(text);
  let index = 0;
  const peek = () => tokens[index] ?? end(text.length);
  const next = () => {
    const token = peek();
    index++;
    return token;
  };
  const take = (sign: string) => (peek().kind === 'sign' && peek().text === sign ? next() : undefined);
  const expect = (sign: string) => {
    if (take(sign) === undefined) throw unexpected(peek(), `'${sign}'`);
  };

  const value = (): Expression => {
    const token = next();
    if (token.kind === 'literal') return { kind: 'literal', value: token.value ?? null, offset: token.offset };
    if (token.kind !== 'name') throw unexpected(token, 'a value');
    let result: Expression =
      take('(') === undefined
        ? { kind: 'name', name: token.text, offset: token.offset }
        : { kind: 'call', name: token.text, args: args(), offset: token.offset };
    for (let member = memberOf(result); member !== undefined; member = memberOf(result)) result = member;
    return result;
  };
  const args = (): Expression[] => {
    if (take(')') !== undefined) return [];
    const list = [value()];
    while (take(',') !== undefined) list.push(value());
    expect(')');
    return list;
  };
  const memberOf = (of: Expression): Expression | undefined => {
    if (take('.') !== undefined) {
      const token = next();
      if (token.kind === 'sign' && token.text === '*') return { kind: 'every', of, offset: token.offset };
      if (token.kind !== 'name' && !(token.kind === 'literal' && /^\w/.test(token.text)))
        throw unexpected(token, 'a name');
      const key: Expression = { kind: 'literal', value: token.text, offset: token.offset };
      return { kind: 'member', of, key, offset: token.offset };
    }
    if (take('[') === undefined) return undefined;
    const { offset } = peek();
    if (take('*') !== undefined) {
      expect(']');
      return { kind: 'every', of, offset };
    }
    const key = value();
    expect(']');
    return { kind: 'member', of, key, offset };
  };

  const whole = value();
  if (peek().kind !== 'end') throw unexpected(peek(), 'the end');
  return whole;
}

const unexpected = ({ kind, text, offset }: Token, wanted: string) =>
  new ExpressionError(offset, `Expected ${wanted} and found ${kind === 'end' ? 'the end' : `'${text}'`}`);

const end = (offset: number): Token => ({ kind: 'end', text: '', offset });

const patterns: readonly { readonly pattern: RegExp; readonly token: (text: string) => Omit<Token, 'offset'> }[] = [
  {
    pattern: /'(?:[^']|'')*'/y,
    token: (text) => ({ kind: 'literal', text, value: text.slice(1, -1).replaceAll("''", "'") }),
  },
  {
    pattern: /\d+(?:\.\d+){2,3}(?![\w.])/y,
    token: (text) => ({ kind: 'literal', text, value: { kind: 'version', parts: text.split('.').map(Number) } }),
  },
  {
    pattern: /[-+]?(?:0x[0-9a-fA-F]+|\d+(?:\.\d+)?|\.\d+)(?![\w.])/y,
    token: (text) => ({ kind: 'literal', text, value: Number(text) }),
  },
  { pattern: /[A-Za-z_][\w-]*/y, token: wordToken },
  { pattern: /[()[\],.*]/y, token: (text) => ({ kind: 'sign', text }) },
];

function wordToken(text: string): Omit<Token, 'offset'> {
  const lower = text.toLowerCase();
  if (lower === 'true' || lower === 'false') return { kind: 'literal', text, value: lower === 'true' };
  if (lower === 'null') return { kind: 'literal', text, value: null };
  return { kind: 'name', text };
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let offset = skipSpace(text, 0);
  while (offset < text.length) {
    const token = tokenAt(text, offset);
    tokens.push(token);
    offset = skipSpace(text, offset + token.text.length);
  }
  return tokens;
}

function tokenAt(text: string, offset: number): Token {
  for (const { pattern, token } of patterns) {
    pattern.lastIndex = offset;
    const match = pattern.exec(text);
    if (match !== null) return { ...token(match[0]), offset };
  }
  const rest = text.slice(offset, offset + 12);
  throw new ExpressionError(
    offset,
    text[offset] === "'" ? `The text ${rest}… has no end` : `Cannot read '${rest}' in an expression`,
  );
}

function skipSpace(text: string, from: number): number {
  let offset = from;
  while (/\s/.test(text[offset] ?? 'x')) offset++;
  return offset;
}
