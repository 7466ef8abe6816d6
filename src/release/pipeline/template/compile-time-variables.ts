import { scalar, textOf, valueOf, type Entry, type MapNode, type Node } from '../source/node.ts';

/**
 * Variables whose values are known when the YAML is expanded: those with a name and a plain value. What a group holds and what a
 * runtime expression (`$[ … ]`) answers is not.
 *
 * @param variables An expanded `variables:`, in either form.
 */
export function compileTimeVariables(variables: Node): MapNode {
  const pairs: readonly Entry[] =
    variables.kind === 'map' ? variables.entries : variables.kind === 'list' ? variables.items.flatMap(namedEntry) : [];
  return {
    kind: 'map',
    at: variables.at,
    entries: pairs.filter(({ value }) => value.kind === 'scalar').map(withoutRuntime),
  };
}

function namedEntry(item: Node): Entry[] {
  const name = textOf(valueOf(item, 'name'));
  return name === undefined
    ? []
    : [{ key: name, keyAt: item.at, value: valueOf(item, 'value') ?? scalar('', item.at) }];
}

/** A runtime expression is there as a name, and its value is not known yet. */
const withoutRuntime = (entry: Entry): Entry =>
  textOf(entry.value)?.startsWith('$[') === true ? { ...entry, value: scalar('', entry.value.at) } : entry;
