interface Piece {
  /** Offset behind the piece, its closing quotes or its `${`. */
  readonly end: number;
  /** The text with the escapes resolved. */
  readonly value: string;
  /** `cut`: the file or line ends first. */
  readonly closed: 'quote' | 'hole' | 'cut';
  readonly faults: readonly { readonly at: number; readonly message: string }[];
}

const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', '\\': '\\', "'": "'", $: '$' };

/**
 * Reads the inside of a string from `start` to its end or to the next interpolation.
 *
 * @param dollars how many `$` begin an interpolation; 0 for a multi-line string without one.
 */
export function readPiece(text: string, start: number, dollars: number, multiLine: boolean): Piece {
  return multiLine ? readMultiLine(text, start, dollars) : readLine(text, start);
}

const plainRun = /[^'\\$\r\n]+/y;

function readLine(text: string, start: number): Piece {
  const faults: { at: number; message: string }[] = [];
  let value = '';
  let at = start;
  while (at < text.length) {
    plainRun.lastIndex = at;
    const run = plainRun.exec(text)?.[0];
    if (run !== undefined) {
      value += run;
      at += run.length;
      continue;
    }
    const next = text[at] ?? '';
    if (next === "'") return { end: at + 1, value, closed: 'quote', faults };
    if (next === '\n' || next === '\r') break;
    if (next === '$' && text[at + 1] === '{') return { end: at + 2, value, closed: 'hole', faults };
    if (next === '\\') {
      const escape = readEscape(text, at);
      if (escape.value === undefined) {
        faults.push({
          at,
          message: `\\${text[at + 1] ?? ''} is no escape: write \\n, \\r, \\t, \\\\, \\', \\$ or \\u{…}`,
        });
      }
      value += escape.value ?? '';
      at = escape.end;
    } else {
      value += next;
      at++;
    }
  }
  return { end: at, value, closed: 'cut', faults };
}

function readEscape(text: string, at: number): { readonly end: number; readonly value: string | undefined } {
  const unicode = /\\u\{([0-9A-Fa-f]{1,6})\}/y;
  unicode.lastIndex = at;
  const code = Number.parseInt(unicode.exec(text)?.[1] ?? 'none', 16);
  if (code <= 0x10_ff_ff) return { end: unicode.lastIndex, value: String.fromCodePoint(code) };
  return { end: at + 2, value: escapes[text[at + 1] ?? ''] };
}

function readMultiLine(text: string, start: number, dollars: number): Piece {
  const hole = dollars > 0 ? text.indexOf(`${'$'.repeat(dollars)}{`, start) : -1;
  const found = text.indexOf("'''", start);
  if (hole >= 0 && (found < 0 || hole < found)) {
    return { end: hole + dollars + 1, value: text.slice(start, hole), closed: 'hole', faults: [] };
  }
  if (found < 0) return { end: text.length, value: text.slice(start), closed: 'cut', faults: [] };
  // Quotes directly before the closing three belong to the text.
  let end = found + 3;
  while (text[end] === "'") end++;
  return { end, value: text.slice(start, end - 3), closed: 'quote', faults: [] };
}
