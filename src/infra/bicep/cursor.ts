import type { Problem } from '../problem.ts';
import type { Identifier } from './expression.ts';
import type { Source, Span } from './source.ts';
import type { Token } from './token.ts';

/** Thrown by the parser to give up a statement; caught where statements are read. */
export class SyntaxFault extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** The parser's place in the tokens. */
export class Cursor {
  readonly source: Source;
  readonly #tokens: readonly Token[];
  #at = 0;
  #hole = false;

  constructor(source: Source, tokens: readonly Token[]) {
    this.source = source;
    this.#tokens = tokens;
  }

  get token(): Token {
    return this.#tokens[this.#at] ?? this.#last;
  }

  get #last(): Token {
    const end = this.source.text.length;
    return this.#tokens.at(-1) ?? { kind: 'end', text: '', start: end, end };
  }

  /** Where the token before this one ends. */
  get end(): number {
    return this.#tokens[this.#at - 1]?.end ?? 0;
  }

  /** Reads inside `${…}`, where objects and arrays may stand in lambdas only. */
  inHole<T>(hole: boolean, read: () => T): T {
    const before = this.#hole;
    this.#hole = hole;
    const result = read();
    this.#hole = before;
    return result;
  }

  get isInHole(): boolean {
    return this.#hole;
  }

  get atLineEnd(): boolean {
    return this.token.kind === 'newline' || this.token.kind === 'end';
  }

  get position(): number {
    return this.#at;
  }

  /** Goes back to a place taken from `position`. */
  goTo(position: number): void {
    this.#at = position;
  }

  advance(): Token {
    const { token } = this;
    if (token.kind !== 'end') this.#at++;
    return token;
  }

  /** The token `distance` ahead, or the next one that is no newline. */
  peek(distance = 1): Token {
    return this.#tokens[this.#at + distance] ?? this.#last;
  }

  peekPastNewlines(from = this.#at): Token {
    let at = from;
    while (this.#tokens[at]?.kind === 'newline') at++;
    return this.#tokens[at] ?? this.#last;
  }

  isSymbol(text: string): boolean {
    return this.token.kind === 'symbol' && this.token.text === text;
  }

  isName(text: string): boolean {
    return this.token.kind === 'name' && this.token.text === text;
  }

  /** Takes the symbol if it stands here. */
  take(symbol: string): boolean {
    if (!this.isSymbol(symbol)) return false;
    this.#at++;
    return true;
  }

  expect(symbol: string, where: string): void {
    if (!this.take(symbol)) this.fail(`'${symbol}' is missing ${where}`);
  }

  skipNewlines(): void {
    while (this.token.kind === 'newline') this.#at++;
  }

  identifier(what: string): Identifier {
    const { token } = this;
    if (token.kind !== 'name') this.fail(`${what} is missing`);
    this.#at++;
    return { name: token.text, span: token };
  }

  /** From `start` to the end of the last token taken. */
  from(start: number): Span {
    return { start, end: this.end };
  }

  fail(message: string, span: Span = this.token): never {
    const { kind, text } = this.token;
    const here = kind === 'newline' ? 'the line ends' : kind === 'end' ? 'the file ends' : `'${text}' stands here`;
    throw new SyntaxFault(this.source.problem(span, 'syntax', span === this.token ? `${message}: ${here}` : message));
  }
}
