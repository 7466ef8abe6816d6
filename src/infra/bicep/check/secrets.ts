import type { Problem } from '../../problem.ts';
import { plainText } from '../body.ts';
import type { Expression } from '../expression.ts';
import type { Parameter } from '../tree.ts';
import { walkStatement } from '../walk.ts';
import type { Checked } from './declared.ts';

/** The official linter's rules on secrets, and on places that only a parameter's default may name. */
export function checkSecrets({ tree, declared }: Checked): Problem[] {
  const { source, statements } = tree;
  return statements.flatMap((statement) => {
    const problems: Problem[] = [];
    const complain = (span: Expression['span'], rule: string, message: string) =>
      problems.push(source.problem(span, rule, message, 'warning'));
    if (statement.kind === 'param' && tree.kind === 'bicep' && isSecure(statement)) checkDefault(statement);
    if (statement.kind === 'output') {
      if (/password/i.test(statement.name.name))
        complain(
          statement.name.span,
          'outputs-should-not-contain-secrets',
          `The output '${statement.name.name}' is named like a secret`,
        );
      walkStatement(statement, (expression, locals) => {
        const found =
          expression.kind === 'variable' && !locals.has(expression.name) ? declared.get(expression.name) : undefined;
        if (found?.kind === 'param' && isSecure(found))
          complain(
            expression.span,
            'outputs-should-not-contain-secrets',
            `'${found.name.name}' is secret: outputs are kept in the open`,
          );
        if (expression.kind === 'call' && /^list/.test(expression.name.name))
          complain(
            expression.span,
            'outputs-should-not-contain-secrets',
            `${expression.name.name}() gives secrets: outputs are kept in the open`,
          );
      });
    }
    if (statement.kind !== 'param') {
      walkStatement(statement, (expression) => {
        if (expression.kind !== 'access' || expression.name.name !== 'location' || expression.base.kind !== 'call')
          return;
        if (!['resourceGroup', 'deployment'].includes(expression.base.name.name)) return;
        complain(
          expression.span,
          'no-loc-expr-outside-params',
          'The location comes from a parameter, whose default this can be',
        );
      });
    }
    return problems;

    function checkDefault({ value, name }: Parameter): void {
      if (
        value === undefined ||
        (value.kind === 'string' && plainText(value) === '') ||
        (value.kind === 'object' && value.properties.length === 0)
      )
        return;
      if (value.kind === 'call' && value.name.name === 'newGuid') return;
      complain(
        value.span,
        'secure-parameter-default',
        `The secret '${name.name}' has a default that everybody can read`,
      );
    }
  });
}

function isSecure({ decorators }: Parameter): boolean {
  return decorators.some(({ call }) => call.name.name === 'secure');
}
