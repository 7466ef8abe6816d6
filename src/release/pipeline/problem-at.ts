import type { Problem } from '../../infra/problem.ts';
import type { Position } from './expanded.ts';
import { originsOf, type Node } from './source/node.ts';

/** A problem at a place; it says, where a template got the value from elsewhere, from where. */
export const problemAt = ({ file, line, column, from = [] }: Position, code: string, message: string): Problem => ({
  file,
  line,
  column,
  code,
  message: `${message}${fromWhere(from)}`,
  severity: 'error',
});

/** A problem of a value. */
export function problemOf(node: Node, code: string, message: string): Problem {
  const [at, ...from] = originsOf(node);
  return problemAt({ ...node.at, ...at, from }, code, message);
}

function fromWhere(from: readonly Position[]): string {
  const places = new Set(from.map(({ file, line }) => `${file}:${line}`));
  return places.size === 0 ? '' : ` (given at ${[...places].join(', ')})`;
}
