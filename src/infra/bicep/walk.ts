import type { Expression, Resource, Value } from './expression.ts';
import type { TypeNode } from './type-node.ts';
import type { Statement } from './tree.ts';

/** Names that only hold inside of an expression: of loops, lambdas and nested resources. */
export type Locals = ReadonlySet<string>;

type Visit = (expression: Expression, locals: Locals) => void;

const none: Locals = new Set();

/** Visits every expression of a declaration, outer ones first, with the local names that hold there. */
export function walkStatement(statement: Statement, visit: Visit): void {
  for (const { call } of statement.decorators) for (const argument of call.args) walk(argument, none, visit);
  switch (statement.kind) {
    case 'param':
      if (statement.value !== undefined) walk(statement.value, none, visit);
      return;
    case 'resource':
      walkResource(statement, none, visit);
      return;
    case 'func':
      walk(statement.body, new Set(statement.parameters.map(({ name }) => name.name)), visit);
      return;
    case 'targetScope':
    case 'metadata':
    case 'var':
    case 'module':
    case 'output':
    case 'assert':
      walk(statement.value, none, visit);
      return;
    case 'extension':
      if (statement.with !== undefined) walk(statement.with, none, visit);
      return;
    case 'type':
    case 'import':
    case 'using':
    case 'extends':
      return;
  }
}

/** Visits an expression and all inside of it. */
export function walk(expression: Value, locals: Locals, visit: Visit): void {
  if (expression.kind !== 'if') visit(expression, locals);
  const inner = (value: Value) => walk(value, locals, visit);
  switch (expression.kind) {
    case 'lambda':
      walk(
        expression.body,
        withNames(
          locals,
          expression.parameters.map(({ name }) => name),
        ),
        visit,
      );
      return;
    case 'for': {
      inner(expression.over);
      const { item, index } = expression;
      walk(expression.body, withNames(locals, index === undefined ? [item.name] : [item.name, index.name]), visit);
      return;
    }
    case 'object': {
      const nested = withNames(
        locals,
        expression.resources.map(({ name }) => name.name),
      );
      for (const property of expression.properties) {
        if (property.kind === 'property') inner(property.key);
        inner(property.value);
      }
      for (const resource of expression.resources) walkResource(resource, nested, visit);
      return;
    }
    default:
      for (const child of children(expression)) inner(child);
  }
}

function walkResource(resource: Resource, locals: Locals, visit: Visit): void {
  for (const { call } of resource.decorators) for (const argument of call.args) walk(argument, locals, visit);
  walk(resource.type, locals, visit);
  walk(resource.value, locals, visit);
}

function withNames(locals: Locals, names: readonly string[]): Locals {
  return names.length === 0 ? locals : new Set([...locals, ...names]);
}

function children(expression: Exclude<Value, { readonly kind: 'lambda' | 'for' | 'object' }>): readonly Value[] {
  switch (expression.kind) {
    case 'string':
      return expression.parts.filter((part) => typeof part !== 'string');
    case 'array':
      return expression.items.map((item) => (item.kind === 'spread' ? item.value : item));
    case 'access':
    case 'nested':
    case 'nonNull':
      return [expression.base];
    case 'index':
      return [expression.base, expression.index];
    case 'call':
      return [...(expression.base === undefined ? [] : [expression.base]), ...expression.args];
    case 'unary':
      return [expression.operand];
    case 'binary':
      return [expression.left, expression.right];
    case 'ternary':
      return [expression.condition, expression.then, expression.else];
    case 'if':
      return [expression.condition, expression.body];
    case 'number':
    case 'boolean':
    case 'null':
    case 'variable':
      return [];
  }
}

/** Every type inside a type, itself first. */
function typesIn(type: TypeNode): readonly TypeNode[] {
  switch (type.kind) {
    case 'named':
    case 'literal':
      return [type];
    case 'union':
      return [type, ...type.members.flatMap(typesIn)];
    case 'arrayOf':
      return [type, ...typesIn(type.item)];
    case 'nullable':
      return [type, ...typesIn(type.of)];
    case 'tuple':
      return [type, ...type.items.flatMap((item) => typesIn(item.type))];
    case 'objectType':
      return [
        type,
        ...[...type.properties.map((property) => property.type), ...(type.additional ? [type.additional] : [])].flatMap(
          typesIn,
        ),
      ];
    case 'generic':
      return [type, ...type.args.flatMap(typesIn)];
    case 'typeAccess':
      return [type, ...typesIn(type.base)];
  }
}

/** The types that a declaration is written with. */
export function typesOf(statement: Statement): readonly TypeNode[] {
  switch (statement.kind) {
    case 'param':
    case 'var':
      return statement.type === undefined ? [] : typesIn(statement.type);
    case 'output':
    case 'type':
      return typesIn(statement.type);
    case 'func':
      return [...statement.parameters.map(({ type }) => type), statement.returns].flatMap(typesIn);
    default:
      return [];
  }
}
