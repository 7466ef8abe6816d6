import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type ParsedNode } from 'yaml';
import type { Problem } from '../../../infra/problem.ts';
import type { Position } from '../expanded.ts';
import { problemAt } from '../problem-at.ts';
import type { Entry, Node } from './node.ts';

/**
 * Reads one YAML file of a pipeline; an empty one is an empty text. All values stay the texts that they are, as in Azure Pipelines, which knows types only in parameters.
 * Anchors, aliases, tags and several documents are problems: Azure Pipelines does not take them.
 */
export function readYaml(text: string, file: string): { readonly node: Node; readonly problems: readonly Problem[] } {
  const lines = new LineCounter();
  const document = parseDocument<ParsedNode, false>(text, { lineCounter: lines, schema: 'failsafe', uniqueKeys: true });
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const problems: Problem[] = document.errors.map((error) =>
    problemAt(at(error.pos[0]), codeOf(error.code), firstLine(error.message)),
  );

  const read = (node: ParsedNode | null, otherwise: Position): Node => {
    if (node === null) return { kind: 'scalar', value: '', at: otherwise };
    const here = at(node.range[0]);
    if (isAlias(node)) {
      problems.push(problemAt(here, 'yaml-alias', 'Azure Pipelines knows no anchors and aliases; use a template'));
      return { kind: 'scalar', value: '', at: here };
    }
    if (node.anchor !== undefined || node.tag?.startsWith('!') === true)
      problems.push(problemAt(here, 'yaml-alias', 'Azure Pipelines knows no anchors and tags'));
    if (isSeq(node)) return { kind: 'list', items: node.items.map((item) => read(item, here)), at: here };
    if (isMap(node)) return { kind: 'map', entries: node.items.map((pair) => entry(pair.key, pair.value)), at: here };
    if (!isScalar(node)) throw new TypeError(`A YAML node of no known kind in ${file}`);
    const value = typeof node.value === 'string' ? node.value : '';
    const block = node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED';
    return { kind: 'scalar', value, at: here, ...(block && { block }) };
  };
  const entry = (keyNode: ParsedNode, value: ParsedNode | null): Entry => {
    const keyAt = at(keyNode.range[0]);
    if (isScalar(keyNode)) return { key: String(keyNode.value), keyAt, value: read(value, keyAt) };
    problems.push(
      problemAt(keyAt, 'yaml', 'A key is a text; a value that begins with "{" or "[" is written in quotes'),
    );
    return { key: '', keyAt, value: read(value, keyAt) };
  };
  return { node: read(document.contents, at(0)), problems };
}

const codeOf = (code: string) => (code === 'DUPLICATE_KEY' ? 'duplicate-key' : 'yaml');

const firstLine = (message: string) => message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? message;
