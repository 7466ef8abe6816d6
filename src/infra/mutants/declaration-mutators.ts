import { plainText } from '../bicep/body.ts';
import type { StringLiteral } from '../bicep/expression.ts';
import { removed } from './body-mutators.ts';
import { misspell } from './misspell.ts';
import { nameIn, type Mutator } from './mutator.ts';
import type { Node } from './walk-tree.ts';

const otherTypes: Readonly<Record<string, string>> = {
  string: 'int',
  int: 'bool',
  bool: 'string',
  object: 'array',
  array: 'object',
};

/** Faults in declarations: of resources, modules, parameters, outputs. */
export const declarationMutators: Readonly<Record<string, Mutator>> = {
  'misspelt-resource-type': ({ node }) => ofResourceType(node, (type, version) => `${misspeltEnd(type)}${version}`),
  'api-version': ({ node }) =>
    ofResourceType(node, (type, version) => (version === '' ? undefined : `${type}@2019-01-01`)),
  'module-path': ({ node }) => {
    if (node.kind !== 'module') return undefined;
    const path = node['path'] as Node;
    const name = plainText(path as unknown as StringLiteral) ?? '';
    return {
      span: path.span,
      replacement: `'${name.replace(/(\w+)\.bicep$/, (_whole, base: string) => `${misspell(base)}.bicep`)}'`,
    };
  },
  'renamed-parameter': ({ node }) => renamed(node, 'param'),
  'renamed-output': ({ node }) => renamed(node, 'output'),
  'other-declared-type': ({ node }) => {
    const type = node.kind === 'param' || node.kind === 'output' ? (node['type'] as Node | undefined) : undefined;
    const other = type?.kind === 'named' ? otherTypes[type['name'] as string] : undefined;
    return type && other !== undefined ? { span: type.span, replacement: other } : undefined;
  },
  'removed-resource': ({ node }, tree) =>
    node.kind === 'resource' || node.kind === 'module' ? removed(node, tree) : undefined,
  'removed-parameter': ({ node }, tree) => (node.kind === 'param' ? removed(node, tree) : undefined),
  'removed-output': ({ node }, tree) => (node.kind === 'output' ? removed(node, tree) : undefined),
};

function renamed(node: Node, kind: string) {
  return node.kind === kind ? { span: (node['name'] as Node).span, replacement: misspell(nameIn(node)) } : undefined;
}

function ofResourceType(node: Node, change: (type: string, version: string) => string | undefined) {
  if (node.kind !== 'resource') return undefined;
  const written = node['type'] as Node;
  const [type = '', version] = (plainText(written as unknown as StringLiteral) ?? '').split('@');
  const changed = change(type, version === undefined ? '' : `@${version}`);
  return changed === undefined ? undefined : { span: written.span, replacement: `'${changed}'` };
}

/** `Microsoft.Storage/storageAccounts` → the last part misspelt. */
function misspeltEnd(type: string): string {
  const at = type.lastIndexOf('/') + 1;
  return type.slice(0, at) + misspell(type.slice(at));
}
