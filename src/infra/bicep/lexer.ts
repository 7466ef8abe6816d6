import type { Problem } from '../problem.ts';
import type { Source } from './source.ts';
import { readPiece } from './string-piece.ts';
import { symbolAt, type Token } from './token.ts';

interface Lexed {
  readonly tokens: readonly Token[];
  readonly problems: readonly Problem[];
  /** Line → codes that `#disable-next-line` silences there. */
  readonly silenced: ReadonlyMap<number, ReadonlySet<string>>;
}

/** Open interpolation: how many braces are open inside of it, and how its string goes on. */
interface Hole {
  braces: number;
  readonly dollars: number;
  readonly multiLine: boolean;
}

const blank = /[ \t\uFEFF]+/y;
const comment = /\/\/[^\n]*|\/\*[\s\S]*?\*\//y;
const name = /[A-Za-z_]\w*/y;
const number = /\d+/y;
const quotes = /\$*'''(?:\r?\n)?|'/y;
const directive = /#(?:disable-next-line|disable-diagnostics|restore-diagnostics)\b[^\r\n]*/y;

/** Turns text into tokens; newlines are tokens, comments and directives are not. */
export function lex(source: Source): Lexed {
  const { text } = source;
  const tokens: Token[] = [];
  const problems: Problem[] = [];
  const silenced = new Map<number, Set<string>>();
  const holes: Hole[] = [];
  let at = 0;

  const push = (kind: Token['kind'], start: number, value = text.slice(start, at)) => {
    tokens.push({ kind, start, end: at, text: value });
  };
  const complain = (start: number, message: string) => {
    problems.push(source.problem({ start, end: at }, 'syntax', message));
  };

  /** Reads on inside a string, from `at`, up to its end or the next hole. */
  const piece = (start: number, first: boolean, dollars: number, multiLine: boolean) => {
    const { end, value, closed, faults } = readPiece(text, at, dollars, multiLine);
    at = end;
    for (const fault of faults)
      problems.push(source.problem({ start: fault.at, end: fault.at + 1 }, 'syntax', fault.message));
    if (closed === 'hole') holes.push({ braces: 0, dollars, multiLine });
    if (closed === 'hole') push(first ? 'stringLeft' : 'stringMiddle', start, value);
    else push(first ? (multiLine ? 'multiLineString' : 'string') : 'stringRight', start, value);
    if (closed === 'cut')
      complain(start, `The string is not closed: ${multiLine ? "''' is missing" : "' is missing on this line"}`);
  };

  const readSymbol = (start: number, symbol: string) => {
    const hole = holes.at(-1);
    if (symbol === '}' && hole?.braces === 0) {
      holes.pop();
      piece(start, false, hole.dollars, hole.multiLine);
      return;
    }
    if (hole !== undefined && symbol === '{') hole.braces++;
    if (hole !== undefined && symbol === '}') hole.braces--;
    push('symbol', start);
  };

  const readNewline = (start: number) => {
    // A hole ends with its line: its string is taken as cut there.
    if (holes.length > 0 && holes.at(-1)?.multiLine === false) {
      complain(start, 'An expression inside ${…} ends on the line where it begins');
      holes.length = 0;
    }
    push('newline', start);
  };

  const readDirective = (start: number, written: string) => {
    const [verb = '', ...codes] = written.trim().split(/\s+/);
    if (verb === '#disable-next-line') silenced.set(source.position(start).line + 1, new Set(codes));
    else complain(start, `${verb} is not read by this check: use #disable-next-line`);
  };

  /** Goes behind what stands here, if it is that. */
  const skip = (pattern: RegExp) => {
    pattern.lastIndex = at;
    if (!pattern.test(text)) return false;
    at = pattern.lastIndex;
    return true;
  };

  while (at < text.length) {
    const start = at;
    if (skip(blank)) continue;
    if (skip(name)) push('name', start);
    else if (text[at] === '\n' || text.startsWith('\r\n', at)) {
      at += text[at] === '\n' ? 1 : 2;
      readNewline(start);
    } else if (skip(quotes)) piece(start, true, text.indexOf("'", start) - start, at - start > 1);
    else if (skip(number)) push('number', start);
    else if (skip(comment)) continue;
    else if (skip(directive)) readDirective(start, text.slice(start, at));
    else {
      const symbol = symbolAt(text, at);
      at += symbol?.length ?? 1;
      if (symbol !== undefined) readSymbol(start, symbol);
      else
        complain(
          start,
          `${text[start] ?? ''} has no meaning here${text[start] === '"' ? ": strings stand in '…'" : ''}`,
        );
    }
  }
  push('end', at, '');
  return { tokens, problems, silenced };
}
