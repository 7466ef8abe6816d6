import type { MapNode } from '../source/node.ts';

/** What a value of a pipeline document may look like. */
export type Shape =
  | { readonly kind: 'any' }
  | TextShape
  | ListShape
  | MapShape
  /** A list, a map or a text: each with a shape of its own. */
  | {
      readonly kind: 'either';
      readonly text?: Shape;
      readonly list?: Shape;
      readonly map?: Shape;
      readonly what: string;
    }
  /** Which map it is, is told by one of its keys. */
  | { readonly kind: 'pick'; readonly by: Readonly<Record<string, MapShape>>; readonly what: string }
  /** Documented, and not handled here: a loud error. */
  | { readonly kind: 'unsupported'; readonly what: string };

export interface TextShape {
  readonly kind: 'text';
  /** Without regard to case. */
  readonly values?: readonly string[];
  readonly pattern?: RegExp;
  /** What the pattern means, after "must be". */
  readonly what?: string;
}

export interface ListShape {
  readonly kind: 'list';
  readonly of: Shape;
  /** Why it may not be empty: what it is a list of. */
  readonly filled?: string;
}

export interface MapShape {
  readonly kind: 'map';
  readonly what: string;
  readonly keys: Readonly<Record<string, Shape>>;
  readonly required: readonly string[];
  /** Values of keys that are free; without it other keys are unknown. */
  readonly others?: Shape;
}

export const any: Shape = { kind: 'any' };
export const text: TextShape = { kind: 'text' };
export const filledText: TextShape = { kind: 'text', pattern: /\S/, what: 'a text that is not empty' };
export const oneOf = (...values: string[]): TextShape => ({ kind: 'text', values });
export const boolean = oneOf('true', 'false');
export const wholeNumber: TextShape = { kind: 'text', pattern: /^\d+$/, what: 'a whole number' };
export const identifier: TextShape = {
  kind: 'text',
  pattern: /^[A-Za-z_]\w*$/,
  what: 'a name of letters, digits and _ that begins with no digit',
};
export const listOf = (of: Shape, filled?: string): ListShape => ({
  kind: 'list',
  of,
  ...(filled !== undefined && { filled }),
});
export const map = (
  what: string,
  keys: Readonly<Record<string, Shape>>,
  required: readonly string[] = [],
): MapShape => ({
  kind: 'map',
  what,
  keys,
  required,
});
export const mapOf = (what: string, others: Shape): MapShape => ({ kind: 'map', what, keys: {}, required: [], others });
export const unsupported = (what: string): Shape => ({ kind: 'unsupported', what });

/** The map's shape by the key that tells; undefined when none is there. */
export function pickShape(by: Readonly<Record<string, MapShape>>, node: MapNode): MapShape | undefined {
  const key = node.entries.find((entry) => Object.hasOwn(by, entry.key))?.key;
  return key === undefined ? undefined : by[key];
}
