import type { Problem } from '../../problem.ts';
import { bodyOf } from '../body.ts';
import type { Statement } from '../tree.ts';
import { walkStatement } from '../walk.ts';
import type { Checked } from './declared.ts';

/** Declarations that need themselves, directly or through others. */
export function checkCycles({ tree, declared }: Checked): Problem[] {
  const uses = new Map<Statement, Set<Statement>>();
  for (const statement of declared.values()) uses.set(statement, usesOf(statement, declared));
  const done = new Set<Statement>();
  const problems: Problem[] = [];
  for (const statement of declared.values()) follow(statement, []);
  return problems;

  function follow(statement: Statement, way: readonly Statement[]): void {
    const at = way.indexOf(statement);
    if (at >= 0) {
      const names = [...way.slice(at), statement].map((each) =>
        'name' in each && 'name' in each.name ? each.name.name : each.kind,
      );
      problems.push(tree.source.problem(statement.span, 'cycle', `A cycle: ${names.join(' → ')}`));
      return;
    }
    if (done.has(statement)) return;
    for (const used of uses.get(statement) ?? []) follow(used, [...way, statement]);
    done.add(statement);
  }
}

function usesOf(statement: Statement, declared: ReadonlyMap<string, Statement>): Set<Statement> {
  const used = new Set<Statement>();
  // A nested resource is created after the one around it: it may name it.
  const nested = statement.kind === 'resource' ? (bodyOf(statement.value)?.resources ?? []) : [];
  walkStatement(statement, (expression, locals) => {
    if (nested.some(({ span }) => span.start <= expression.span.start && expression.span.end <= span.end)) return;
    const name =
      expression.kind === 'variable' || (expression.kind === 'call' && expression.base === undefined)
        ? expression.name
        : undefined;
    const plain = typeof name === 'string' ? name : name?.name;
    const found = plain !== undefined && !locals.has(plain) ? declared.get(plain) : undefined;
    if (found !== undefined && found.kind !== 'import') used.add(found);
  });
  return used;
}
