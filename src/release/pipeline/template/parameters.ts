import type { Position } from '../expanded.ts';
import { nearest } from '../nearest.ts';
import { problemAt, problemOf } from '../problem-at.ts';
import {
  entryOf,
  scalar,
  textOf,
  valueOf,
  type Entry,
  type ListNode,
  type MapNode,
  type Node,
} from '../source/node.ts';
import { convertParameter, isParameterType, parameterTypes } from './parameter-type.ts';
import type { TemplateScope } from './scope.ts';

interface Declared {
  readonly name: string;
  readonly type: string;
  readonly at: Position;
  readonly initial: Node | undefined;
  readonly values: ListNode | undefined;
}

/**
 * Gives a template's (or a pipeline's) parameters the values of a call and the defaults of the rest.
 *
 * @param options.declared `parameters:` of the file; a list with types, or the older map of defaults.
 * @param options.call The map with `parameters:`, all expanded; the problems of its values are shown there.
 */
export function bindParameters(options: {
  readonly declared: Node | undefined;
  readonly call: MapNode;
  readonly file: string;
  readonly scope: Pick<TemplateScope, 'problems'>;
}): MapNode {
  const { call, file, scope } = options;
  const declared = options.declared === undefined ? [] : declarations(options.declared, scope);
  const given = valueOf(call, 'parameters');
  const map: MapNode = given?.kind === 'map' ? given : { kind: 'map', entries: [], at: call.at };
  if (given !== undefined && given.kind !== 'map' && textOf(given) !== '')
    scope.problems.push(problemOf(given, 'type', "'parameters' is a map of names and values"));
  const names = declared.map(({ name }) => name);
  for (const { key, keyAt } of map.entries)
    if (!names.includes(key))
      scope.problems.push(
        problemAt(keyAt, 'unknown-parameter', `${file} has no parameter '${key}'${nearest(key, names)}`),
      );
  return { kind: 'map', at: map.at, entries: declared.map((parameter) => bind(parameter, map, options)) };
}

function bind(
  parameter: Declared,
  given: MapNode,
  {
    file,
    call,
    scope,
  }: { readonly file: string; readonly call: MapNode; readonly scope: Pick<TemplateScope, 'problems'> },
): Entry {
  const { name, at } = parameter;
  const value = entryOf(given, name)?.value ?? withCall(parameter.initial, given.at);
  if (value === undefined) {
    const where = given.entries.length > 0 ? given : (valueOf(call, 'template') ?? call);
    scope.problems.push(problemOf(where, 'missing-parameter', `${file} needs the parameter '${name}'`));
    return { key: name, keyAt: at, value: scalar('', at) };
  }
  return { key: name, keyAt: at, value: checked(value, parameter, scope) };
}

/** A default is the call's doing too: who left the parameter out is named with it. */
const withCall = (initial: Node | undefined, call: Position): Node | undefined =>
  initial?.kind === 'scalar' ? { ...initial, from: [...(initial.from ?? []), call] } : initial;

function checked(value: Node, { name, type, values, at }: Declared, scope: Pick<TemplateScope, 'problems'>): Node {
  if (!isParameterType(type)) return value;
  const { node, why } = convertParameter(value, type);
  if (why !== undefined)
    scope.problems.push(problemOf(value, 'parameter-type', `Parameter '${name}' (${at.file}:${at.line}) is ${why}`));
  const allowed = values?.items.map(textOf);
  const text = textOf(value);
  if (why === undefined && allowed !== undefined && text !== undefined && !allowed.includes(text))
    scope.problems.push(
      problemOf(
        value,
        'parameter-value',
        `Parameter '${name}' (${at.file}:${at.line}) cannot be '${text}'; it is one of ${allowed.join(', ')}${nearest(
          text,
          allowed.filter((one) => one !== undefined),
        )}`,
      ),
    );
  return node;
}

function declarations(declared: Node, scope: Pick<TemplateScope, 'problems'>): Declared[] {
  if (declared.kind === 'map')
    return declared.entries.map(({ key, keyAt, value }) => {
      return { name: key, type: 'object', at: keyAt, initial: value, values: undefined };
    });
  if (declared.kind === 'scalar') return [];
  const seen = new Set<string>();
  return declared.items.flatMap((item) => {
    const name = textOf(valueOf(item, 'name'));
    const type = valueOf(item, 'type');
    if (name === undefined) return []; // The check of the keys says it.
    if (seen.has(name)) scope.problems.push(problemAt(item.at, 'duplicate-name', `Parameter '${name}' is there twice`));
    seen.add(name);
    const typeName = textOf(type) ?? 'string';
    if (type !== undefined && !isParameterType(typeName))
      scope.problems.push(
        problemOf(type, 'parameter-type', `There is no type '${typeName}'${nearest(typeName, parameterTypes)}`),
      );
    const values = valueOf(item, 'values');
    const initial = valueOf(item, 'default');
    const parameter = {
      name,
      type: typeName,
      at: type?.at ?? item.at,
      initial,
      values: values?.kind === 'list' ? values : undefined,
    };
    if (initial !== undefined) checked(initial, parameter, scope);
    return [parameter];
  });
}
