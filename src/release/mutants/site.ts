import type { Position } from '../pipeline/expanded.ts';
import { readYaml } from '../pipeline/source/read-yaml.ts';
import type { Entry, MapNode, Node, ScalarNode } from '../pipeline/source/node.ts';
import type { Mutant } from './mutant.ts';

/** A file as mutators see it. */
export interface SourceFile {
  readonly file: string;
  readonly text: string;
  readonly lines: readonly string[];
  readonly entries: readonly EntrySite[];
  readonly scalars: readonly ScalarSite[];
}

/** A key with its value. `path`: the keys above it, `stages.[].jobs`. */
export interface EntrySite {
  readonly path: string;
  readonly parent: MapNode;
  readonly entry: Entry;
}

/** A single value, of a key or in a list; `key`: the nearest key above it. */
export interface ScalarSite {
  readonly path: string;
  readonly key: string;
  readonly node: ScalarNode;
  readonly value: string;
}

export function sourceFile(file: string, text: string): SourceFile {
  const { node } = readYaml(text, file);
  const entries: EntrySite[] = [];
  const scalars: ScalarSite[] = [];
  const visit = (at: Node | undefined, path: string, key: string) => {
    if (at === undefined) return;
    if (at.kind === 'scalar')
      scalars.push({ path, key, node: at, value: typeof at.value === 'string' ? at.value : '' });
    if (at.kind === 'list') for (const item of at.items) visit(item, `${path}.[]`, key);
    if (at.kind !== 'map') return;
    for (const entry of at.entries) {
      entries.push({ path, parent: at, entry });
      visit(entry.value, `${path}.${entry.key}`, entry.key);
    }
  };
  visit(node, '', '');
  return { file, text, lines: text.split('\n'), entries, scalars };
}

/** Replaces what stands at a place; undefined when something else stands there. */
export function replaceAt(source: SourceFile, at: Position, from: string, to: string): string | undefined {
  const line = source.lines[at.line - 1] ?? '';
  const begin = line.indexOf(from, at.column - 1);
  if (begin < 0 || from === '') return undefined;
  return withLine(source, at.line, line.slice(0, begin) + to + line.slice(begin + from.length));
}

export function withLine({ lines }: SourceFile, number: number, line: string | undefined): string {
  const changed = [...lines];
  changed.splice(number - 1, 1, ...(line === undefined ? [] : [line]));
  return changed.join('\n');
}

/** A mutant that changes what stands at one place; none when that cannot be done there. */
export function change(source: SourceFile, kind: string, at: Position, from: string, to: string): Mutant[] {
  const text = from === to ? undefined : replaceAt(source, at, from, to);
  if (text === undefined) return [];
  return [{ kind, file: source.file, lines: [at.line], what: `'${from}' → '${to}'`, text }];
}

/** A mutant without the lines of one entry. */
export function without(source: SourceFile, kind: string, { entry, parent }: EntrySite): Mutant[] {
  const line = source.lines[entry.keyAt.line - 1] ?? '';
  const alone = new RegExp(`^\\s*${escapeRegExp(entry.key)}:`).test(line);
  if (!alone || entry.value.at.line !== entry.keyAt.line || entry.value.kind !== 'scalar' || entry.value.block)
    return [];
  const number = entry.keyAt.line;
  const lines = [number - 1, number, number + 1, parent.at.line];
  return [
    { kind, file: source.file, lines, what: `without '${line.trim()}'`, text: withLine(source, number, undefined) },
  ];
}

const escapeRegExp = (text: string) => text.replaceAll(/[\\^$.|?*+()[\]{}]/g, '\\$&');
