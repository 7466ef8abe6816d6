import type { Variable } from '../expanded.ts';
import { textOf, valueOf, type Node } from '../source/node.ts';
import { maps } from './read.ts';

/** `variables:` in either form, in the order of the file. */
export function buildVariables(node: Node | undefined): readonly Variable[] {
  if (node?.kind === 'map')
    return node.entries.map(({ key, keyAt, value }) => {
      return { kind: 'value', name: key, value: textOf(value) ?? '', at: keyAt, valueAt: value.at };
    });
  return maps(node).flatMap((item): Variable[] => {
    const group = valueOf(item, 'group');
    if (group !== undefined) return [{ kind: 'group', group: textOf(group) ?? '', at: group.at }];
    const name = valueOf(item, 'name');
    const value = valueOf(item, 'value');
    if (name === undefined) return [];
    return [
      {
        kind: 'value',
        name: textOf(name) ?? '',
        value: textOf(value) ?? '',
        at: name.at,
        valueAt: value?.at ?? name.at,
      },
    ];
  });
}
