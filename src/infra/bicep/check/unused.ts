import type { Problem } from '../../problem.ts';
import { typesOf, walkStatement } from '../walk.ts';
import { type Checked, namesOf } from './declared.ts';

/** The official linter's rules on what is declared and never used. */
export function checkUnused({ tree }: Checked): Problem[] {
  const used = new Set<string>();
  for (const statement of tree.statements) {
    walkStatement(statement, (expression, locals) => {
      if (expression.kind === 'variable' && !locals.has(expression.name)) used.add(expression.name);
      if (expression.kind === 'call' && expression.base === undefined) used.add(expression.name.name);
    });
    for (const type of typesOf(statement)) if (type.kind === 'named') used.add(type.name);
  }
  const parameters = tree.kind === 'bicepparam';
  return tree.statements.flatMap((statement) => {
    // What a file exports, others use; a parameter file gives its values to the template.
    if (
      statement.decorators.some(({ call }) => call.name.name === 'export') ||
      (parameters && statement.kind === 'param')
    )
      return [];
    const rule = ruleOf(statement.kind, statement.kind === 'resource' && statement.existing);
    if (rule === undefined) return [];
    return namesOf(statement)
      .filter(({ name }) => !used.has(name))
      .map(({ name, span }) => tree.source.problem(span, rule, `'${name}' is declared and never used`, 'warning'));
  });
}

function ruleOf(kind: string, existing: boolean): string | undefined {
  if (kind === 'param') return 'no-unused-params';
  if (kind === 'var') return 'no-unused-vars';
  if (kind === 'import') return 'no-unused-imports';
  return existing ? 'no-unused-existing-resources' : undefined;
}
