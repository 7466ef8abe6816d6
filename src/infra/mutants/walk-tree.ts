import type { BicepTree } from '../bicep/tree.ts';

/** Any node of a syntax tree: what the mutators look at is told by `kind`. */
export interface Node {
  readonly kind: string;
  readonly span: { readonly start: number; readonly end: number };
  readonly [part: string]: unknown;
}

/** A node and what stands around it, the nearest first. */
export interface Visited {
  readonly node: Node;
  readonly around: readonly Node[];
}

/** All nodes of a file, declarations first, in order. */
export function* nodesOf({ statements }: BicepTree): Generator<Visited> {
  for (const statement of statements) yield* visit(statement as unknown as Node, []);
}

function* visit(node: Node, around: readonly Node[]): Generator<Visited> {
  yield { node, around };
  for (const part of Object.values(node)) yield* visitPart(part, [node, ...around]);
}

function* visitPart(part: unknown, around: readonly Node[]): Generator<Visited> {
  if (Array.isArray(part)) for (const item of part) yield* visitPart(item, around);
  else if (isNode(part)) yield* visit(part, around);
  else if (typeof part === 'object' && part !== null && 'call' in part) yield* visitPart(part.call, around);
}

const isNode = (part: unknown): part is Node =>
  typeof part === 'object' && part !== null && 'kind' in part && 'span' in part;
