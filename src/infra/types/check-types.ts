import { plainText, propertyOf } from '../bicep/body.ts';
import type { Module, Statement } from '../bicep/tree.ts';
import type { Problem } from '../problem.ts';
import { declaredType, decoratedType } from './declared-type.ts';
import { around, checkDependencies, checkResource } from './check-resource.ts';
import { checkProperties, checkValue } from './check-value.ts';
import { fileTypes, moduleFile, type FileTypes, type Workspace } from './file-types.ts';
import { inferType } from './infer.ts';
import type { TypeData } from './type-data.ts';
import { anything, objectOf, plainProperty, type ObjectType } from './type.ts';

/**
 * Checks every resource, module, parameter default and output of the files against the types of Azure and of the files themselves.
 * Syntax and names are checked elsewhere (`checkSyntaxAndNames`): what has no type because of such a fault is passed over here.
 *
 * @param options.files .bicep and .bicepparam files, as `read` takes them
 * @returns problems in order of files and lines, each once
 */
export function checkTypes({
  files,
  read,
  data,
}: {
  files: readonly string[];
  read: (file: string) => string;
  data: TypeData;
}): Problem[] {
  const problems = new Map<string, Problem>();
  const report = (problem: Problem) =>
    problems.set(`${problem.file}:${String(problem.line)}:${String(problem.column)}:${problem.code}`, problem);
  const workspace: Workspace = { data, read, files: new Map(), report };
  for (const file of files) {
    const types = fileTypes(file, workspace);
    if (types.tree.kind === 'bicep') checkFile(types, workspace);
    else checkParameterFile(types, workspace);
  }
  const order = (problem: Problem) => files.indexOf(problem.file);
  return [...problems.values()].sort(
    (one, other) => order(one) - order(other) || one.line - other.line || one.column - other.column,
  );
}

function checkFile(file: FileTypes, workspace: Workspace): void {
  const scope = file.tree.statements.find(({ kind }) => kind === 'targetScope');
  const targetScope =
    (scope?.kind === 'targetScope' && scope.value.kind === 'string' && plainText(scope.value)) || 'resourceGroup';
  for (const statement of file.tree.statements) checkStatement(statement, targetScope, file, workspace);
}

/** Values of a parameter file against the declarations of its template. */
function checkParameterFile({ tree, place }: FileTypes, workspace: Workspace): void {
  const using = tree.statements.find((one) => one.kind === 'using');
  const template = using?.kind === 'using' && using.path && moduleFile(using.path, workspace, tree.source.file);
  if (!template) return;
  for (const statement of tree.statements)
    if (statement.kind === 'param' && statement.value)
      checkValue(statement.value, template.parameters.get(statement.name.name)?.() ?? anything, place);
}

function checkStatement(
  statement: Statement,
  targetScope: string,
  { place, names }: FileTypes,
  workspace: Workspace,
): void {
  switch (statement.kind) {
    case 'param': {
      const declared = statement.type
        ? decoratedType(declaredType(statement.type, names), statement.decorators)
        : anything;
      if (statement.value) checkValue(statement.value, declared, place);
      return;
    }
    case 'output': {
      checkValue(statement.value, decoratedType(declaredType(statement.type, names), statement.decorators), place);
      return;
    }
    case 'var': {
      checkValue(statement.value, statement.type ? declaredType(statement.type, names) : anything, place);
      return;
    }
    case 'resource':
      checkResource(statement, targetScope, place);
      {
        around(statement.value, place, checkDependencies);
        return;
      }
    case 'module': {
      checkModule(statement, place.source.file, workspace);
      return;
    }
    default:
      return;
  }
}

/** Values of a module's parameters. Missing and unknown ones are reported with the names. */
function checkModule(statement: Module, file: string, workspace: Workspace): void {
  const { place } = fileTypes(file, workspace);
  const module = moduleFile(statement.path, workspace, file);
  around(statement.value, place, (body, inner) => {
    checkDependencies(body, inner);
    const given = propertyOf(body, 'params');
    const name = propertyOf(body, 'name');
    const scope = propertyOf(body, 'scope');
    if (name) checkValue(name.value, { kind: 'string', min: 1, max: 64 }, inner);
    if (scope) inferType(scope.value, inner);
    if (!given) return;
    if (!module || given.value.kind !== 'object') return void inferType(given.value, inner);
    checkProperties(given.value, { ...parametersOf(module), rest: () => anything }, inner);
  });
}

function parametersOf(module: FileTypes): ObjectType {
  const properties = [...module.parameters].map(([name, type]) => [name, plainProperty(type, false)] as const);
  return { ...objectOf({}, `params of ${module.tree.source.file}`), properties: Object.fromEntries(properties) };
}
