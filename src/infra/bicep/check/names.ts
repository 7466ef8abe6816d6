import type { Problem } from '../../problem.ts';
import { didYouMean } from '../../types/did-you-mean.ts';
import type { Expression, FunctionCall } from '../expression.ts';
import { defaultsOnly, functionTable, methods, parameterFileFunctions } from '../function-table.ts';
import type { Statement } from '../tree.ts';
import { type Locals, typesOf, walkStatement } from '../walk.ts';
import type { Checked } from './declared.ts';

const namespaces = new Set(['az', 'sys']);
const builtInTypes = new Set([
  'string',
  'int',
  'bool',
  'object',
  'array',
  'any',
  'secureString',
  'secureObject',
  ...namespaces,
]);

/** Names that nothing declares, functions that there are not, and calls with too few or too many arguments. */
export function checkNames(file: Checked): Problem[] {
  const { tree, declared } = file;
  const problems: Problem[] = [];
  const complain = (span: Expression['span'], code: string, message: string) =>
    problems.push(tree.source.problem(span, code, message));
  const functions = { ...functionTable, ...(tree.kind === 'bicepparam' && parameterFileFunctions) };

  for (const statement of tree.statements) {
    walkStatement(statement, (expression, locals) => {
      if (expression.kind === 'variable') checkVariable(statement, expression, locals);
      if (expression.kind === 'call') checkCall(statement, expression, locals);
    });
    for (const type of typesOf(statement)) {
      if (type.kind !== 'named' || builtInTypes.has(type.name)) continue;
      const found = declared.get(type.name)?.kind;
      if (found === 'type' || found === 'import') continue;
      const types = [...builtInTypes, ...[...declared].filter(([, { kind }]) => kind === 'type').map(([name]) => name)];
      complain(type.span, 'unknown-type', `There is no type '${type.name}'.${didYouMean(type.name, types)}`);
    }
  }
  return problems;

  function checkVariable(
    statement: Statement,
    { name, span }: Expression & { kind: 'variable' },
    locals: Locals,
  ): void {
    if (locals.has(name) || namespaces.has(name)) return;
    const found = declared.get(name);
    if (found === undefined) {
      complain(span, 'unknown-name', `'${name}' is not declared.${didYouMean(name, [...declared.keys(), ...locals])}`);
    } else if (found.kind === 'func' || found.kind === 'type') {
      complain(
        span,
        'unknown-name',
        `'${name}' is a ${found.kind === 'func' ? 'function: call it' : 'type, not a value'}`,
      );
    } else if (
      statement.kind === 'param' &&
      tree.kind === 'bicep' &&
      found.kind !== 'param' &&
      found.kind !== 'import'
    ) {
      complain(
        span,
        'unknown-name',
        `The default of a parameter can name other parameters only; '${name}' is a ${found.kind}`,
      );
    } else if (statement.kind === 'func' && found.kind !== 'import' && found.kind !== 'var') {
      complain(span, 'unknown-name', `A function sees its parameters and variables only; '${name}' is a ${found.kind}`);
    }
  }

  function checkCall(statement: Statement, { base, name, args, span }: FunctionCall, locals: Locals): void {
    if (base !== undefined && !(base.kind === 'variable' && namespaces.has(base.name) && !declared.has(base.name))) {
      const imported = base.kind === 'variable' && declared.get(base.name)?.kind === 'import';
      if (!imported && !methods.test(name.name))
        complain(name.span, 'unknown-function', `There is no function '${name.name}' of a resource`);
      return;
    }
    const own = base === undefined ? declared.get(name.name) : undefined;
    if (own?.kind === 'import') return;
    if (own?.kind === 'func') {
      const wanted = own.parameters.length;
      if (args.length !== wanted)
        complain(span, 'wrong-arguments', `${name.name}() takes ${wanted} arguments, not ${args.length}`);
      return;
    }
    const arity = Object.hasOwn(functions, name.name) ? functions[name.name] : undefined;
    if (arity === undefined) {
      const own = [...declared].filter(([, { kind }]) => kind === 'func').map(([each]) => each);
      complain(
        name.span,
        'unknown-function',
        `There is no function '${name.name}'.${didYouMean(name.name, [...Object.keys(functions), ...own, ...locals])}`,
      );
      return;
    }
    const [least, most] = arity;
    if (args.length < least || args.length > most) {
      const wanted =
        least === most
          ? String(least)
          : most === Number.POSITIVE_INFINITY
            ? `at least ${least}`
            : `${least} to ${most}`;
      complain(span, 'wrong-arguments', `${name.name}() takes ${wanted} arguments, not ${args.length}`);
    }
    if (defaultsOnly.has(name.name) && statement.kind !== 'param')
      complain(span, 'unknown-function', `${name.name}() can be called in the default of a parameter only`);
  }
}
