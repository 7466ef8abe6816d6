import type { Position } from '../expanded.ts';
import { isCollection, toBoolean } from '../expression/value.ts';
import { problemAt } from '../problem-at.ts';
import {
  scalar,
  scalarText,
  textOf,
  valueOf,
  type Entry,
  type ListNode,
  type MapNode,
  type Node,
} from '../source/node.ts';
import { compileTimeVariables } from './compile-time-variables.ts';
import { directiveOf, type Directive } from './directive.ts';
import { enterTemplate } from './enter-template.ts';
import { evaluateAt, interpolate } from './interpolate.ts';
import { withName, withVariables, type TemplateScope } from './scope.ts';

/** Expands everything in a node: expressions, `if`, `each`, `insert` and templates. Problems go to the scope. */
export function expand(node: Node, scope: TemplateScope): Node {
  if (node.kind === 'scalar') return interpolate(node, scope);
  return node.kind === 'list' ? expandList(node, scope) : expandMap(node, scope);
}

/** A list's items may be directives, templates and expressions that give a list: all of them put their items in its place. */
function expandList(list: ListNode, scope: TemplateScope): ListNode {
  const branch = new Branch(scope);
  const items = list.items.flatMap((item): readonly Node[] => {
    const only = item.kind === 'map' && item.entries.every((entry) => directiveOf(entry)) ? item.entries : [];
    if (item.kind === 'map' && only.length > 0)
      return only.flatMap((entry) => branch.take(entry, directiveOf(entry)).flatMap(asItems));
    branch.end();
    const expanded = expand(item, scope);
    if (expanded.kind === 'map' && textOf(valueOf(expanded, 'template')) !== undefined)
      return includeList(expanded, scope);
    return item.kind === 'scalar' && expanded.kind === 'list' ? expanded.items : [expanded];
  });
  return { ...list, items };
}

const asItems = (node: Node): readonly Node[] => (node.kind === 'list' ? node.items : [node]);

/** The steps, jobs, stages or variables of a template; a map of variables as a list, like where it is put. */
function includeList(call: MapNode, scope: TemplateScope): readonly Node[] {
  const template = enterTemplate(call, scope);
  if (template === undefined || template.content === undefined) return [];
  const content = expand(template.content, template.scope);
  if (content.kind === 'list') return content.items;
  if (content.kind === 'map' && template.kind === 'variables') return content.entries.map(variableItem);
  scope.problems.push(problemAt(content.at, 'type', `'${template.kind}' of a template is a list`));
  return [];
}

const variableItem = ({ key, keyAt, value }: Entry): MapNode => ({
  kind: 'map',
  at: keyAt,
  entries: [
    { key: 'name', keyAt, value: scalar(key, keyAt) },
    { key: 'value', keyAt, value },
  ],
});

/** A map whose only content is a directive may become a single value or a list: `value: { ${{ if … }}: a, ${{ else }}: b }`. */
function expandMap(map: MapNode, outer: TemplateScope): Node {
  let scope = outer;
  const branch = new Branch(outer);
  const entries: Entry[] = [];
  let replaced: Node | undefined;
  for (const entry of variablesFirst(map)) {
    const directive = directiveOf(entry);
    if (directive === undefined) {
      branch.end();
      const value = isOwnVariables(entry, map) ? expandVariables(entry.value, scope) : expand(entry.value, scope);
      entries.push({ ...entry, key: expandKey(entry, scope), value });
      if (isOwnVariables(entry, map)) scope = withVariables(scope, compileTimeVariables(value));
      continue;
    }
    for (const value of branch.take(entry, directive))
      if (value.kind === 'map') entries.push(...value.entries);
      else if (entries.length === 0 && map.entries.every(directiveOf)) replaced = value;
      else outer.problems.push(problemAt(value.at, 'type', 'Only a map can be put into a map'));
  }
  return replaced ?? { ...map, entries: inOrder(map, entries) };
}

const isOwnVariables = ({ key }: Entry, map: MapNode) => key === 'variables' && ownsVariables(map);

/** Variables may be made of others beside them. */
function expandVariables(node: Node, scope: TemplateScope): Node {
  const first = expand(node, { ...scope, problems: [] });
  return expand(node, withVariables(scope, compileTimeVariables(first)));
}

const ownsVariables = (map: MapNode) =>
  map.entries.some(({ key }) => ['stage', 'job', 'deployment', 'stages', 'jobs', 'steps', 'extends'].includes(key));

/** A stage's and a job's variables are known in all of it. */
const variablesFirst = (map: MapNode) =>
  ownsVariables(map)
    ? map.entries.toSorted((a, b) => Number(b.key === 'variables') - Number(a.key === 'variables'))
    : map.entries;

const inOrder = (map: MapNode, entries: readonly Entry[]) =>
  ownsVariables(map) ? entries.toSorted((a, b) => a.keyAt.line - b.keyAt.line) : entries;

function expandKey({ key, keyAt }: Entry, scope: TemplateScope): string {
  const node = interpolate(scalar(key, keyAt), scope);
  return node.kind === 'scalar' ? scalarText(node.value) : key;
}

/** Remembers whether an `if` before was taken, and gives what a directive puts in its place. */
class Branch {
  readonly #scope: TemplateScope;
  /** undefined: no `if` is open. */
  #taken: boolean | undefined;

  constructor(scope: TemplateScope) {
    this.#scope = scope;
  }

  end(): void {
    this.#taken = undefined;
  }

  take(entry: Entry, directive: Directive | undefined): readonly Node[] {
    const scope = this.#scope;
    const at = (offset: number): Position => ({ ...entry.keyAt, column: entry.keyAt.column + offset });
    const wrong = (why: string) => {
      scope.problems.push(problemAt(entry.keyAt, 'directive', why));
      return [];
    };
    if (directive === undefined) return [];
    if (directive.kind === 'wrong') return wrong(directive.why);
    if (directive.kind === 'insert') return [expand(entry.value, scope)];
    if (directive.kind === 'each') {
      this.#taken = undefined;
      const { name, collection, offset } = directive;
      const value = evaluateAt(collection, scope, (within) => at(offset + within));
      if (!isCollection(value)) return value === null ? [] : wrong(`'each' goes over a list or a map`);
      return itemsOf(value).map((item) => expand(entry.value, withName(scope, name, item)));
    }
    const holds = (condition: string, offset: number) => {
      const value = evaluateAt(condition, scope, (within) => at(offset + within));
      if (typeof value === 'string' && /^(true|false)$/i.test(value))
        wrong(`'${value}' is a text here, and any text is true: give the parameter a type, or write eq(…, true)`);
      return toBoolean(value);
    };
    if (directive.kind === 'if') {
      this.#taken = holds(directive.condition, directive.offset);
      return this.#taken ? [expand(entry.value, scope)] : [];
    }
    if (this.#taken === undefined) return wrong(`'${directive.kind}' has no 'if' before it`);
    const free = !this.#taken;
    if (directive.kind === 'elseif') this.#taken ||= holds(directive.condition, directive.offset);
    const here = free && (directive.kind === 'else' || this.#taken);
    if (directive.kind === 'else') this.#taken = undefined;
    return here ? [expand(entry.value, scope)] : [];
  }
}

/** The entries of a map as `{ key, value }`. */
function itemsOf(value: ListNode | MapNode): readonly Node[] {
  if (value.kind === 'list') return value.items;
  return value.entries.map(({ key, keyAt, value: item }) => ({
    kind: 'map',
    at: keyAt,
    entries: [
      { key: 'key', keyAt, value: scalar(key, keyAt) },
      { key: 'value', keyAt, value: item },
    ],
  }));
}
