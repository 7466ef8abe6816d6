import { plainText } from '../bicep/body.ts';
import type { StringLiteral } from '../bicep/expression.ts';
import type { BicepTree } from '../bicep/tree.ts';
import { misspell } from './misspell.ts';
import { keyOf, type Change, type Mutator } from './mutator.ts';
import type { Node, Visited } from './walk-tree.ts';

/** Faults in what stands in objects and arrays. */
export const bodyMutators: Readonly<Record<string, Mutator>> = {
  'misspelt-property': (visited) => (isParameter(visited) ? undefined : misspeltKey(visited.node)),
  'removed-property': (visited, tree) =>
    visited.node.kind === 'property' && !isParameter(visited) ? removed(visited.node, tree) : undefined,
  'renamed-module-parameter': (visited) => (isParameter(visited) ? misspeltKey(visited.node) : undefined),
  'removed-module-parameter': (visited, tree) => (isParameter(visited) ? removed(visited.node, tree) : undefined),
  'removed-item': ({ node, around: [list] }, tree) => (list?.kind === 'array' ? removed(node, tree) : undefined),
  'changed-text': ({ node, around }) => {
    const text = isValue(node, around) ? textOf(node) : undefined;
    return text === undefined || text === '' ? undefined : { span: node.span, replacement: quoted(misspell(text)) };
  },
  'weakened-value': ({ node, around }) => {
    const text = isValue(node, around) ? textOf(node) : undefined;
    const weaker = text !== undefined && Object.hasOwn(weakerValues, text) ? weakerValues[text] : undefined;
    return weaker === undefined ? undefined : { span: node.span, replacement: quoted(weaker) };
  },
  'too-long-name': ({ node, around: [owner] }) => {
    const isName = keyOf(owner) === 'name' && node.kind === 'string' && owner?.['value'] === node;
    return isName
      ? { span: { start: node.span.end - 1, end: node.span.end }, replacement: `${'x'.repeat(300)}'` }
      : undefined;
  },
  'flipped-boolean': ({ node }) =>
    node.kind === 'boolean' ? { span: node.span, replacement: String(node['value'] !== true) } : undefined,
  'changed-number': ({ node, around }) =>
    node.kind === 'number' && isValue(node, around)
      ? { span: node.span, replacement: String(Number(node['value']) * 1000 + 7) }
      : undefined,
  'other-kind': ({ node, around }) => {
    if (!isValue(node, around)) return undefined;
    const other = otherKind(node);
    return other === undefined ? undefined : { span: node.span, replacement: other };
  },
};

/** Values that Azure takes, and nobody should give. */
const weakerValues: Readonly<Record<string, string>> = {
  TLS1_2: 'TLS1_0',
  Tls12: 'Tls',
  '1.2': '1.0',
  Disabled: 'Enabled',
  Deny: 'Allow',
  None: 'Blob',
  Zone: 'Local',
  Session: 'Eventual',
  Standard_ZRS: 'Standard_LRS',
  UserAssigned: 'SystemAssigned',
  ServicePrincipal: 'User',
};

/** Whether the property gives a module's parameter a value. */
function isParameter({ node, around: [params, owner, , ...outside] }: Visited): boolean {
  if (node.kind !== 'property' || params?.kind !== 'object' || keyOf(owner) !== 'params') return false;
  return outside.every(({ kind }) => ['if', 'for', 'module'].includes(kind)) && outside.at(-1)?.kind === 'module';
}

/** Whether the node is a value and no key, type or path of a statement. */
function isValue(node: Node, [parent]: readonly Node[]): boolean {
  if (!parent) return false;
  if (parent.kind === 'property') return parent['value'] === node;
  return parent.kind === 'array' || ((parent.kind === 'var' || parent.kind === 'param') && parent['value'] === node);
}

function textOf(node: Node): string | undefined {
  return node.kind === 'string' ? plainText(node as unknown as StringLiteral) : undefined;
}

const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('${', '\\${')}'`;

function misspeltKey(node: Node): Change | undefined {
  const name = keyOf(node);
  if (name === undefined) return undefined;
  const { span } = node['key'] as Node;
  const other = misspell(name);
  return { span, replacement: /^\w+$/.test(other) ? other : quoted(other) };
}

function otherKind(node: Node): string | undefined {
  if (node.kind === 'boolean') return "'yes'";
  if (node.kind === 'number') return "'many'";
  if (node.kind === 'string') return textOf(node) === undefined ? undefined : '7';
  return node.kind === 'object' ? '[]' : node.kind === 'array' ? '{}' : undefined;
}

/** Takes the node out with its comma, or with its whole line where it stands alone. */
export function removed({ span }: Node, { source: { text } }: BicepTree): Change {
  const before = /,[ \t]*$/.exec(text.slice(0, span.start))?.[0].length ?? 0;
  const after = /^[ \t]*,[ \t]*/.exec(text.slice(span.end))?.[0].length ?? 0;
  if (after > 0) return { span: { start: span.start, end: span.end + after }, replacement: '' };
  return { span: { start: span.start - before, end: span.end }, replacement: '' };
}
