import type { Problem } from '../../../infra/problem.ts';
import { nearest } from '../nearest.ts';
import { problemAt, problemOf } from '../problem-at.ts';
import { scalarText, type Entry, type ListNode, type MapNode, type Node, type ScalarNode } from '../source/node.ts';
import { directiveOf } from '../template/directive.ts';
import { pickShape, type ListShape, type MapShape, type Shape, type TextShape } from './shape.ts';

/**
 * Checks every key and value of a document, or of a file before it is expanded: what stands under `if` and `each` is checked as if it
 * stood where it will be put, and what an expression gives is checked once it is known.
 */
export function checkShape(node: Node, shape: Shape): readonly Problem[] {
  if (isExpression(node)) return [];
  switch (shape.kind) {
    case 'any':
      return [];
    case 'unsupported':
      return [problemAt(node.at, 'unsupported', `Not supported here: ${shape.what}`)];
    case 'text':
      return node.kind === 'scalar' ? checkText(node, shape) : [wrongKind(node, 'a text')];
    case 'list':
      return node.kind === 'list' ? checkList(node, shape) : [wrongKind(node, 'a list')];
    case 'map':
      return node.kind === 'map' ? checkMap(node, shape) : [wrongKind(node, shape.what)];
    case 'either':
      return checkEither(node, shape);
    case 'pick':
      return node.kind === 'map' ? checkPicked(node, shape) : [wrongKind(node, shape.what)];
  }
}

const isExpression = (node: Node) => node.kind === 'scalar' && scalarText(node.value).trim().startsWith('${{');

const kindNames = { scalar: 'a text', list: 'a list', map: 'a map' } as const;

const wrongKind = (node: Node, wanted: string) =>
  problemOf(
    node,
    'type',
    node.kind === 'scalar' && node.value === ''
      ? `Here must be ${wanted}, not nothing`
      : `Here must be ${wanted}, not ${kindNames[node.kind]}`,
  );

function checkText(node: ScalarNode, { values, pattern, what = 'a text' }: TextShape): readonly Problem[] {
  const text = scalarText(node.value);
  if (text.includes('${{')) return [];
  if (values !== undefined && !values.some((value) => value.toLowerCase() === text.toLowerCase()))
    return [problemOf(node, 'value', `'${text}' is not one of ${values.join(', ')}${nearest(text, values)}`)];
  if (pattern?.test(text) === false) return [problemOf(node, 'value', `'${text}' must be ${what}`)];
  return [];
}

function checkList(node: ListNode, { of, filled }: ListShape): readonly Problem[] {
  if (node.items.length === 0 && filled !== undefined)
    return [problemAt(node.at, 'empty', `There must be ${filled} here`)];
  return node.items.flatMap((item) => {
    const steered = item.kind === 'map' && item.entries.length > 0 && item.entries.every(directiveOf);
    if (!steered) return checkShape(item, of);
    return item.entries.flatMap(({ value }) =>
      value.kind === 'list' ? checkList(value, { kind: 'list', of }) : checkShape(value, of),
    );
  });
}

function checkMap(node: MapNode, shape: MapShape): readonly Problem[] {
  const entries = [...ownEntries(node)];
  const keys = entries.map(({ key }) => key);
  const missing = node.entries.some(steers) ? [] : shape.required.filter((key) => !keys.includes(key));
  return [
    ...missing.map((key) => problemAt(node.at, 'missing-key', `${capital(shape.what)} needs '${key}'`)),
    ...entries.flatMap((entry) => checkEntry(entry, shape)),
  ];
}

/** Its entries and those that directives would put among them. */
function* ownEntries(node: MapNode): Generator<Entry> {
  for (const entry of node.entries)
    if (!steers(entry)) yield entry;
    else if (entry.value.kind === 'map') yield* ownEntries(entry.value);
}

const steers = (entry: Entry) => directiveOf(entry) !== undefined;

function checkEntry({ key, keyAt, value }: Entry, { keys, others, what }: MapShape): readonly Problem[] {
  const shape = Object.hasOwn(keys, key) ? keys[key] : others;
  if (shape?.kind === 'unsupported') return [problemAt(keyAt, 'unsupported', `Not supported here: ${shape.what}`)];
  if (shape !== undefined) return checkShape(onlySteered(value, shape), shape);
  if (key.includes('${{')) return [];
  return [problemAt(keyAt, 'unknown-key', `${capital(what)} has no '${key}'${nearest(key, Object.keys(keys))}`)];
}

/** `value: { ${{ if … }}: a, ${{ else }}: b }` where a text belongs: each of them is checked when it is known. */
const onlySteered = (value: Node, shape: Shape): Node =>
  shape.kind === 'text' && value.kind === 'map' && value.entries.every(steers)
    ? { kind: 'scalar', value: '${{ }}', at: value.at }
    : value;

function checkEither(node: Node, shape: Extract<Shape, { kind: 'either' }>): readonly Problem[] {
  const inner = node.kind === 'scalar' ? shape.text : shape[node.kind];
  if (inner !== undefined) return checkShape(node, inner);
  const kinds = (['text', 'list', 'map'] as const)
    .filter((kind) => shape[kind] !== undefined)
    .map((kind) => `a ${kind}`);
  return [wrongKind(node, kinds.join(' or '))];
}

function checkPicked(node: MapNode, { by, what }: Extract<Shape, { kind: 'pick' }>): readonly Problem[] {
  const shape = pickShape(by, { ...node, entries: [...ownEntries(node)] });
  if (shape !== undefined) return checkMap(node, shape);
  const [first] = node.entries;
  if (first === undefined) return [wrongKind(node, what)];
  const known = Object.keys(by);
  return [
    problemAt(
      first.keyAt,
      'unknown-key',
      `${capital(what)} begins with ${known.join(', ')}, not '${first.key}'${nearest(first.key, known)}`,
    ),
  ];
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
