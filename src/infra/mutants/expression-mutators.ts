import { misspell } from './misspell.ts';
import { nameIn, type Mutator } from './mutator.ts';
import type { Node } from './walk-tree.ts';

/** Faults in names, calls and conditions. */
export const expressionMutators: Readonly<Record<string, Mutator>> = {
  'misspelt-name': ({ node }) =>
    node.kind === 'variable' ? { span: node.span, replacement: misspell(node['name'] as string) } : undefined,
  'other-name': ({ node, around }, { statements }) => {
    if (node.kind !== 'variable') return undefined;
    const declaration = around.at(-1);
    const names = statements.flatMap((one) =>
      'name' in one && 'name' in one.name && one.kind !== 'output' && one.kind !== 'metadata' ? [one] : [],
    );
    const at = names.findIndex((one) => 'name' in one.name && one.name.name === node['name']);
    const other = names
      .slice(at + 1)
      .find((one) => at >= 0 && (one as unknown) !== declaration && one.kind !== names[at]?.kind);
    return other && 'name' in other.name ? { span: node.span, replacement: other.name.name } : undefined;
  },
  'misspelt-access': ({ node }) =>
    node.kind === 'access' || node.kind === 'nested'
      ? { span: (node['name'] as Node).span, replacement: misspell(nameIn(node)) }
      : undefined,
  'misspelt-function': ({ node, around: [parent] }) =>
    node.kind === 'call' && parent?.['decorators'] === undefined
      ? { span: (node['name'] as Node).span, replacement: misspell(nameIn(node)) }
      : undefined,
  'removed-argument': ({ node }, { source: { text } }) => {
    const args = node.kind === 'call' ? (node['args'] as readonly Node[]) : [];
    const last = args.at(-1);
    if (!last) return undefined;
    const start = args.at(-2)?.span.end ?? last.span.start;
    return { span: { start, end: last.span.end }, replacement: text.slice(last.span.end, last.span.end) };
  },
  'negated-condition': ({ node }, { source: { text } }) => {
    if (node.kind !== 'if') return undefined;
    const { span } = node['condition'] as Node;
    return { span, replacement: `!(${text.slice(span.start, span.end)})` };
  },
  'swapped-branches': ({ node }, { source: { text } }) => {
    if (node.kind !== 'ternary') return undefined;
    const [one, other] = [node['then'] as Node, node['else'] as Node];
    const [first, second] = [text.slice(one.span.start, one.span.end), text.slice(other.span.start, other.span.end)];
    const between = text.slice(one.span.end, other.span.start);
    return { span: { start: one.span.start, end: other.span.end }, replacement: `${second}${between}${first}` };
  },
  'emptied-loop': ({ node }) =>
    node.kind === 'for' ? { span: (node['over'] as Node).span, replacement: '[]' } : undefined,
};
