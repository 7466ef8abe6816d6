import type { BicepTree } from '../bicep/tree.ts';
import { bodyMutators } from './body-mutators.ts';
import { declarationMutators } from './declaration-mutators.ts';
import { expressionMutators } from './expression-mutators.ts';
import type { Mutation } from './mutation.ts';
import { keyOf, nameIn, type Mutator } from './mutator.ts';
import { nodesOf, type Node, type Visited } from './walk-tree.ts';

const mutators: Readonly<Record<string, Mutator>> = { ...bodyMutators, ...expressionMutators, ...declarationMutators };

/** Every fault that the mutators can put into a file, except where it would be none: texts that only people read. */
export function mutationsOf(tree: BicepTree): Mutation[] {
  const { file } = tree.source;
  const prefix = tree.kind === 'bicepparam' ? 'parameter-file ' : '';
  return [...nodesOf(tree)].flatMap((visited) => {
    if (isForPeople(visited)) return [];
    return Object.entries(mutators).flatMap(([kind, mutator]) => {
      const change = mutator(visited, tree);
      if (!change || tree.source.text.slice(change.span.start, change.span.end) === change.replacement) return [];
      const { start, end } = change.span;
      return [{ kind: `${prefix}${kind}`, file, start, end, replacement: change.replacement }];
    });
  });
}

/** Descriptions and the names of nested deployments: any text is right there. */
function isForPeople({ node, around }: Visited): boolean {
  const all = [node, ...around];
  if (all.some((one) => one.kind === 'metadata' || (one.kind === 'call' && nameIn(one) === 'description'))) return true;
  const isText = (one: Node) => ['description', 'displayName', 'summary'].includes(keyOf(one) ?? '');
  if (around.some((one) => one.kind === 'property' && isText(one)) || (node.kind === 'property' && isText(node)))
    return true;
  const [property, body, ...outside] = node.kind === 'property' ? [node, ...around] : around;
  return keyOf(property) === 'name' && body?.kind === 'object' && isBodyOfModule(outside);
}

/** Whether what stands around an object makes it the body of a module. */
const isBodyOfModule = ([first, ...further]: readonly Node[]): boolean =>
  first?.kind === 'module' || (first !== undefined && ['if', 'for'].includes(first.kind) && isBodyOfModule(further));
