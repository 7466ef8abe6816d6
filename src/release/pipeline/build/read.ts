import type { IncludeExclude, Position, Source } from '../expanded.ts';
import { textOf, valueOf, type MapNode, type Node } from '../source/node.ts';

/** Readers of an expanded node. What has a wrong shape reads as absent: the check of the keys says what is wrong with it. */

/** A text; empty counts as absent. */
export const text = (node: Node, key: string): string | undefined => {
  const value = textOf(valueOf(node, key));
  return value === '' ? undefined : value;
};

export const flag = (node: Node, key: string): boolean | undefined => {
  const value = text(node, key)?.toLowerCase();
  return value === 'true' || value === 'false' ? value === 'true' : undefined;
};

export const count = (node: Node, key: string): number | undefined => {
  const value = text(node, key);
  return value !== undefined && /^\d+$/.test(value) ? Number(value) : undefined;
};

export const list = (node: Node | undefined): readonly Node[] => (node?.kind === 'list' ? node.items : []);

export const maps = (node: Node | undefined): readonly MapNode[] => list(node).filter((item) => item.kind === 'map');

/** One text or a list of texts. */
export function texts(node: Node | undefined): readonly string[] {
  if (node?.kind === 'list') return node.items.map((item) => textOf(item) ?? '');
  const single = textOf(node);
  return single === undefined || single === '' ? [] : [single];
}

/** A map of texts: inputs, env. */
export function textMap(node: Node | undefined): Readonly<Record<string, string>> {
  if (node?.kind !== 'map') return {};
  return Object.fromEntries(node.entries.map(({ key, value }) => [key, textOf(value) ?? '']));
}

/** A list (all of it is included) or `include` and `exclude`. */
export function includeExclude(node: Node | undefined): IncludeExclude {
  const include = node?.kind === 'map' ? valueOf(node, 'include') : node;
  const exclude = node?.kind === 'map' ? valueOf(node, 'exclude') : undefined;
  const patterns = [...list(include), ...list(exclude)];
  return {
    include: texts(include),
    exclude: texts(exclude),
    places: Object.fromEntries(patterns.map((pattern) => [textOf(pattern) ?? '', pattern.at])),
  };
}

/** Leaves out what is not there, so that an optional key is absent and not undefined. */
export function present<T extends object>(values: T): { readonly [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    readonly [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

/** Where a map and each value in it stand. Steps and jobs inside have sources of their own and are left out. */
export function sourceOf(node: MapNode): Source {
  const keys: Record<string, Position> = {};
  for (const { key, value } of node.entries) addKeys(keys, key, value);
  return { ...node.at, keys };
}

/** Where a value stands and where its parts come from. */
export const placeOfNode = (node: Node): Position =>
  node.kind === 'scalar' && node.from !== undefined ? { ...node.at, from: node.from } : node.at;

const OWN_SOURCE = new Set(['jobs', 'steps', 'stages', 'strategy', 'variables']);

function addKeys(keys: Record<string, Position>, path: string, node: Node): void {
  keys[path] = placeOfNode(node);
  if (OWN_SOURCE.has(path)) return;
  if (node.kind === 'map') for (const { key, value } of node.entries) addKeys(keys, `${path}.${key}`, value);
  if (node.kind === 'list') for (const [index, item] of node.items.entries()) addKeys(keys, `${path}[${index}]`, item);
}

/** The place of a value inside a stage, job or step, or of the thing itself. */
export const placeOf = (source: Source, path: string): Position =>
  source.keys[path] ?? { file: source.file, line: source.line, column: source.column };
