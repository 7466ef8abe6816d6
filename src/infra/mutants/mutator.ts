import type { BicepTree } from '../bicep/tree.ts';
import type { Node, Visited } from './walk-tree.ts';

/** What a mutator may do with one node of a file: nothing, or replace the text of a span. */
export interface Change {
  readonly span: { readonly start: number; readonly end: number };
  readonly replacement: string;
}

export type Mutator = (visited: Visited, tree: BicepTree) => Change | undefined;

/** The name of a property node. */
export function keyOf(node: Node | undefined): string | undefined {
  if (node?.kind !== 'property') return undefined;
  const { parts } = node['key'] as { parts: readonly unknown[] };
  return parts.length === 1 && typeof parts[0] === 'string' ? parts[0] : undefined;
}

export const nameIn = (node: Node): string => (node['name'] as { name: string }).name;
