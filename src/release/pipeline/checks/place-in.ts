import type { Position } from '../expanded.ts';

/** A place inside a text. One of several lines was a block, which begins on the line after its `|`; its indentation is not kept. */
export function placeIn(at: Position, text: string, offset: number): Position {
  if (!text.trimEnd().includes('\n')) return { ...at, column: at.column + offset };
  const before = text.slice(0, offset).split('\n');
  return { ...at, line: at.line + before.length, column: (before.at(-1) ?? '').length + 1 };
}
