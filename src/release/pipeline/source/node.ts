import type { Position } from '../expanded.ts';

/** What a single value of a pipeline can be. YAML gives strings only; typed parameters and expressions give the rest. */
export type Scalar = string | number | boolean | null;

/** A pipeline's YAML with positions, before and after its expressions are evaluated. */
export type Node = ScalarNode | ListNode | MapNode;

export interface ScalarNode {
  readonly kind: 'scalar';
  readonly value: Scalar;
  readonly at: Position;
  /** Lines of a block text (`|`), so that a position inside it can be named. */
  readonly block?: boolean;
  /** Where the parts of a value that was put together come from. */
  readonly from?: readonly Position[];
}

export interface ListNode {
  readonly kind: 'list';
  readonly items: readonly Node[];
  readonly at: Position;
}

export interface MapNode {
  readonly kind: 'map';
  readonly entries: readonly Entry[];
  readonly at: Position;
}

export interface Entry {
  readonly key: string;
  readonly keyAt: Position;
  readonly value: Node;
}

export const scalar = (value: Scalar, at: Position, from: readonly Position[] = []): ScalarNode => ({
  kind: 'scalar',
  value,
  at,
  ...(from.length > 0 && { from }),
});

/** The last one of a key wins, as where YAML is merged. */
export const entryOf = (node: MapNode, key: string): Entry | undefined =>
  node.entries.findLast((entry) => entry.key === key);

export const valueOf = (node: Node | undefined, key: string): Node | undefined =>
  node?.kind === 'map' ? entryOf(node, key)?.value : undefined;

/** As Azure prints it: `True`, `False`, nothing for null. */
export function scalarText(value: Scalar): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return String(value);
}

export const textOf = (node: Node | undefined): string | undefined =>
  node?.kind === 'scalar' ? scalarText(node.value) : undefined;

/** Every place that had a part in a value: where it stands first, then where its parts come from. */
export const originsOf = (node: Node): readonly Position[] =>
  node.kind === 'scalar' ? [node.at, ...(node.from ?? [])] : [node.at];

/** Plain values (of a run's context, of the command line) as a node. */
export function toNode(value: unknown, at: Position): Node {
  if (Array.isArray(value)) return { kind: 'list', items: value.map((item) => toNode(item, at)), at };
  if (typeof value === 'object' && value !== null)
    return {
      kind: 'map',
      entries: Object.entries(value).map(([key, item]) => ({ key, keyAt: at, value: toNode(item, at) })),
      at,
    };
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return scalar(value, at);
  return scalar(null, at);
}

/** The plain value of a node. */
export function toPlain(node: Node): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(toPlain);
  return Object.fromEntries(node.entries.map(({ key, value }) => [key, toPlain(value)]));
}
