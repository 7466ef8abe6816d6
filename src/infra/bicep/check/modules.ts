import type { Problem } from '../../problem.ts';
import { didYouMean } from '../../types/did-you-mean.ts';
import { bodyOf, plainText, propertyOf } from '../body.ts';
import type { Expression } from '../expression.ts';
import type { Span } from '../source.ts';
import type { BicepTree, Module, Parameter, Statement } from '../tree.ts';
import { walkStatement } from '../walk.ts';
import type { Checked } from './declared.ts';

const bodyNames = ['name', 'params', 'scope', 'dependsOn', 'identity', 'extensionConfigs'];

/** Modules and imports: files that are not there, parameters missing or unknown, outputs that do not exist. */
export function checkModules(file: Checked): Problem[] {
  const { tree, declared, beside } = file;
  const problems: Problem[] = [];
  const complain = (span: Span, code: string, message: string) =>
    problems.push(tree.source.problem(span, code, message));

  for (const statement of tree.statements) {
    if (statement.kind === 'module') checkModule(statement);
    if (statement.kind === 'import') checkImport(statement);
    walkStatement(statement, (expression) => {
      if (expression.kind === 'access' || expression.kind === 'index') checkAccess(expression);
    });
  }
  return problems;

  function templateOf({ path }: { readonly path: Module['path'] }): BicepTree | undefined {
    const written = plainText(path);
    return written === undefined || /^(br|ts)[/:]/.test(written) ? undefined : beside(written);
  }

  function checkPath(path: Module['path']): boolean {
    const written = plainText(path);
    if (written === undefined) complain(path.span, 'module-path', 'A path holds no ${…}');
    else if (/^(br|ts)[/:]/.test(written))
      complain(
        path.span,
        'module-path',
        'Modules of a registry cannot be read offline: keep the module in the repository',
      );
    else if (!file.exists(written)) complain(path.span, 'missing-file', `There is no file '${written}'`);
    else return true;
    return false;
  }

  function checkModule(statement: Module): void {
    if (!checkPath(statement.path)) return;
    const body = bodyOf(statement.value);
    for (const property of body?.properties ?? []) {
      const name = property.kind === 'property' ? plainText(property.key) : undefined;
      if (name !== undefined && !bodyNames.includes(name))
        complain(
          property.span,
          'unknown-property',
          `A module has no property '${name}'.${didYouMean(name, bodyNames)}`,
        );
    }
    const params = propertyOf(body, 'params')?.value;
    const parameters = parametersOf(templateOf(statement));
    const given = params?.kind === 'object' ? params.properties : [];
    // With '...' or a variable, what is given is not written here: the plan looks at it.
    if ((params !== undefined && params.kind !== 'object') || given.some(({ kind }) => kind === 'spread')) return;
    for (const property of given) {
      const name = property.kind === 'property' ? plainText(property.key) : undefined;
      if (name === undefined || parameters.has(name)) continue;
      complain(
        property.span,
        'unknown-parameter',
        `The module has no parameter '${name}'.${didYouMean(name, [...parameters.keys()])}`,
      );
    }
    for (const [name, parameter] of parameters) {
      if (!isNeeded(parameter) || propertyOf(params?.kind === 'object' ? params : undefined, name) !== undefined)
        continue;
      complain(statement.name.span, 'missing-parameter', `The module needs the parameter '${name}'`);
    }
  }

  function checkImport(statement: Statement & { kind: 'import' }): void {
    if (!checkPath(statement.path)) return;
    const exported = (templateOf(statement)?.statements ?? []).filter((each) =>
      each.decorators.some(({ call }) => call.name.name === 'export'),
    );
    const names = exported.flatMap((each) =>
      each.kind === 'type' || each.kind === 'var' || each.kind === 'func' ? [each.name.name] : [],
    );
    for (const { name } of statement.names) {
      if (!names.includes(name.name))
        complain(name.span, 'unknown-name', `The file exports no '${name.name}'.${didYouMean(name.name, names)}`);
    }
  }

  /** `module.outputs.name`, `modules[0].outputs.name`. */
  function checkAccess(expression: Expression & { kind: 'access' | 'index' }): void {
    const outputs = expression.base.kind === 'access' ? expression.base : undefined;
    const name = expression.kind === 'access' ? expression.name.name : plainText(expression.index);
    const span = expression.kind === 'access' ? expression.name.span : expression.index.span;
    const direct = moduleOf(expression.base);
    if (
      direct !== undefined &&
      expression.kind === 'access' &&
      direct.value.kind !== 'for' &&
      name !== 'outputs' &&
      name !== 'name'
    ) {
      complain(span, 'unknown-property', `A module has 'outputs' and 'name', no '${name ?? ''}'`);
    }
    if (outputs?.name.name !== 'outputs' || name === undefined) return;
    const template = moduleOf(outputs.base);
    const tree = template && templateOf(template);
    if (template === undefined || tree === undefined) return;
    const names = tree.statements.flatMap((each) => (each.kind === 'output' ? [each.name.name] : []));
    if (!names.includes(name))
      complain(span, 'unknown-output', `'${template.name.name}' has no output '${name}'.${didYouMean(name, names)}`);
  }

  function moduleOf(expression: Expression): Module | undefined {
    const inner = expression.kind === 'nonNull' || expression.kind === 'index' ? expression.base : expression;
    if (inner !== expression) return moduleOf(inner);
    const found = inner.kind === 'variable' ? declared.get(inner.name) : undefined;
    return found?.kind === 'module' ? found : undefined;
  }
}

/** By name. */
export function parametersOf(tree: BicepTree | undefined): Map<string, Parameter> {
  const parameters = (tree?.statements ?? []).filter((statement) => statement.kind === 'param');
  return new Map(parameters.map((parameter) => [parameter.name.name, parameter]));
}

/** Whether a parameter has neither a default nor a type with `?`. */
export function isNeeded({ type, value }: Parameter): boolean {
  return value === undefined && type?.kind !== 'nullable';
}
