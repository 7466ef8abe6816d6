import type { Problem } from '../problem.ts';

/** Half open, in UTF-16 units of the file's text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The text of a file and the way from an offset to a line. */
export interface Source {
  /** Relative to the repository. */
  readonly file: string;
  readonly text: string;
  /** 1-based line and column of an offset. */
  position(offset: number): { readonly line: number; readonly column: number };
  /** A problem at the start of a node. */
  problem(span: Span, code: string, message: string, severity?: Problem['severity']): Problem;
}

export function sourceOf(text: string, file: string): Source {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const position = (offset: number) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
  return {
    file,
    text,
    position,
    problem: (span, code, message, severity = 'error') => ({ file, ...position(span.start), code, message, severity }),
  };
}
