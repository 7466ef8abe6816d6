import path from 'node:path';
import { parseBicep } from '../bicep/parse.ts';
import { plainText } from '../bicep/body.ts';
import type { BicepTree, Module, Statement } from '../bicep/tree.ts';
import type { Problem } from '../problem.ts';
import { declaredType, decoratedType, type TypeNames } from './declared-type.ts';
import { inferType } from './infer.ts';
import { lazily, type DeclaredFunction, type Place } from './place.ts';
import { aroundLoop, resourceSymbolType } from './resource-type.ts';
import type { TypeData } from './type-data.ts';
import { anything, objectOf, text, type Type } from './type.ts';

/** What the types of a set of files are made from: each file is read once. */
export interface Workspace {
  readonly data: TypeData;
  /** @throws where there is no such file */
  readonly read: (file: string) => string;
  readonly files: Map<string, FileTypes>;
  readonly report: (problem: Problem) => void;
}

/** The types of one file's names, as others and the file itself see them. */
export interface FileTypes {
  readonly tree: BicepTree;
  readonly place: Place;
  readonly names: TypeNames;
  readonly parameters: ReadonlyMap<string, () => Type>;
  readonly outputs: ReadonlyMap<string, () => Type>;
}

/** @param file path as `read` takes it. @throws what `read` throws */
export function fileTypes(file: string, workspace: Workspace): FileTypes {
  const known = workspace.files.get(file);
  if (known) return known;
  const { tree } = parseBicep(workspace.read(file), file);
  const values = new Map<string, () => Type>();
  const types = new Map<string, () => Type>();
  const functions = new Map<string, DeclaredFunction>();
  const names: TypeNames = { data: workspace.data, findType: (name) => types.get(name)?.() };
  const place: Place = {
    source: tree.source,
    data: workspace.data,
    find: (name) => values.get(name)?.(),
    findFunction: (name) => functions.get(name),
    readBeside: (name) => readIfThere(workspace, beside(file, name)),
    report: (span, code, message, severity) => {
      const problem = tree.source.problem(span, code, message, severity);
      if (!tree.silenced.get(problem.line)?.has(code)) workspace.report(problem);
    },
  };
  const of = (kind: 'param' | 'output') =>
    new Map(
      tree.statements.flatMap((one) => (one.kind === kind ? [[one.name.name, declared(one, names)] as const] : [])),
    );
  const result: FileTypes = { tree, place, names, parameters: of('param'), outputs: of('output') };
  workspace.files.set(file, result);
  for (const statement of tree.statements) {
    if (statement.kind === 'type') types.set(statement.name.name, declared(statement, names));
    if (statement.kind === 'func')
      functions.set(statement.name.name, {
        parameters: statement.parameters.map(({ type }) => declaredType(type, names)),
        returns: declaredType(statement.returns, names),
      });
    const type = typeOfName(statement, result, workspace);
    if (type && 'name' in statement && 'name' in statement.name) values.set(statement.name.name, lazily(type));
    if (statement.kind === 'import') addImported(statement, types, functions, values, file, workspace);
  }
  return result;
}

const beside = (file: string, name: string) => path.posix.join(path.posix.dirname(file), name);

function readIfThere({ read }: Workspace, file: string): string | undefined {
  try {
    return read(file);
  } catch {
    return undefined; // the checks of names report a file that is not there
  }
}

function declared(statement: Statement & { readonly type?: unknown }, names: TypeNames): () => Type {
  return lazily(() => {
    if (statement.kind !== 'param' && statement.kind !== 'output' && statement.kind !== 'type') return anything;
    return statement.type ? decoratedType(declaredType(statement.type, names), statement.decorators) : anything;
  });
}

function typeOfName(
  statement: Statement,
  { place, names, parameters }: FileTypes,
  workspace: Workspace,
): (() => Type) | undefined {
  switch (statement.kind) {
    case 'param':
      return parameters.get(statement.name.name);
    case 'var':
      return () => (statement.type ? declaredType(statement.type, names) : inferType(statement.value, place));
    case 'resource':
      return () => aroundLoop(statement.value, resourceSymbolType(statement, undefined, workspace.data));
    case 'module':
      return () => aroundLoop(statement.value, moduleType(statement, workspace, place.source.file));
    default:
      return undefined;
  }
}

function moduleType({ path: node }: Module, workspace: Workspace, file: string): Type {
  const module = moduleFile(node, workspace, file);
  if (!module) return anything;
  const outputs = [...module.outputs].map(([name, type]) => [name, type()] as const);
  return objectOf(
    { name: text, outputs: objectOf(Object.fromEntries(outputs), `outputs of ${module.tree.source.file}`) },
    'module',
  );
}

/** The types of the file that a module statement names; undefined where there is none. */
export function moduleFile(node: Module['path'], workspace: Workspace, file: string): FileTypes | undefined {
  const name = plainText(node);
  if (name === undefined || /^(br|ts)[:/]/.test(name)) return undefined;
  const target = beside(file, name);
  return readIfThere(workspace, target) === undefined ? undefined : fileTypes(target, workspace);
}

function addImported(
  { path: node, names, all }: Statement & { kind: 'import' },
  types: Map<string, () => Type>,
  functions: Map<string, DeclaredFunction>,
  values: Map<string, () => Type>,
  file: string,
  workspace: Workspace,
): void {
  const from = moduleFile(node, workspace, file);
  if (all) values.set(all.name, () => anything);
  for (const { name, as } of from ? names : []) {
    types.set(as.name, () => from?.names.findType(name.name) ?? anything);
    values.set(as.name, () => from?.place.find(name.name) ?? anything);
    const declaredFunction = from?.place.findFunction(name.name);
    if (declaredFunction) functions.set(as.name, declaredFunction);
  }
}
