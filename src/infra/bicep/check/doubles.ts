import type { Problem } from '../../problem.ts';
import { plainText } from '../body.ts';
import type { Span } from '../source.ts';
import { walkStatement } from '../walk.ts';
import { type Checked, namesOf } from './declared.ts';

/** Names declared twice: declarations, outputs, properties of an object, decorators, nested resources. */
export function checkDoubles({ tree }: Checked): Problem[] {
  const { source, statements } = tree;
  const problems: Problem[] = [];
  const once = (kind: string) => {
    const seen = new Map<string, Span>();
    return ({ name, span }: { readonly name: string; readonly span: Span }) => {
      const before = seen.get(name);
      if (before === undefined) seen.set(name, span);
      else
        problems.push(
          source.problem(
            span,
            'double-name',
            `The ${kind} '${name}' is there already, on line ${source.position(before.start).line}`,
          ),
        );
    };
  };
  const [declaration, output, single] = [once('name'), once('output'), once('declaration')];
  for (const statement of statements) {
    namesOf(statement).forEach(declaration);
    if (statement.kind === 'output') output(statement.name);
    if (statement.kind === 'targetScope' || statement.kind === 'using')
      single({ name: statement.kind, span: statement.span });
    const decorator = once('decorator');
    for (const { call } of statement.decorators) decorator({ name: call.name.name, span: call.span });
    walkStatement(statement, (expression) => {
      if (expression.kind !== 'object') return;
      const [property, nested] = [once('property'), once('nested resource')];
      for (const each of expression.properties) {
        const name = each.kind === 'property' ? plainText(each.key) : undefined;
        if (name !== undefined) property({ name, span: each.span });
      }
      for (const { name } of expression.resources) nested(name);
    });
  }
  return problems;
}
