import type { Problem } from '../../problem.ts';
import { bodyOf, plainText, propertyOf } from '../body.ts';
import type { Expression, Resource } from '../expression.ts';
import type { Span } from '../source.ts';
import type { Module, Statement } from '../tree.ts';
import { walk, walkStatement } from '../walk.ts';
import type { Checked } from './declared.ts';

/** Hosts that `environment()` knows. Source: the official linter's rule of this name, its default `disallowedHosts`. */
const environmentHosts =
  /(?<!schema\.)\b(management\.(core\.windows\.net|azure\.com)|gallery\.azure\.com|database\.windows\.net|core\.windows\.net|login\.microsoftonline\.com|graph\.windows\.net|trafficmanager\.net|(datalake\.azure|azuredatalakestore|azuredatalakeanalytics)\.net|vault\.azure\.net|api\.loganalytics\.io|asazure\.windows\.net)\b/i;

/** Rules of the official linter on how things are written. Source: learn.microsoft.com/azure/azure-resource-manager/bicep/linter. */
export function checkStyle({ tree, declared }: Checked): Problem[] {
  const problems: Problem[] = [];
  const complain = (span: Span, rule: string, message: string) =>
    problems.push(tree.source.problem(span, rule, message, 'warning'));
  for (const statement of tree.statements) {
    const keys = new Set<Expression>();
    walkStatement(statement, (expression) => {
      if (expression.kind === 'object') {
        for (const property of expression.properties) if (property.kind === 'property') keys.add(property.key);
        for (const nested of expression.resources) checkDeclared(nested);
      }
      if (expression.kind === 'string' && !keys.has(expression)) checkString(expression);
      if (expression.kind === 'call') checkCall(statement, expression);
    });
    if (statement.kind === 'resource' || statement.kind === 'module') checkDeclared(statement);
  }
  return problems;

  function checkString(expression: Expression & { kind: 'string' }): void {
    const [only, ...more] = expression.parts;
    if (only !== undefined && typeof only !== 'string' && more.length === 0 && isText(only)) {
      complain(expression.span, 'simplify-interpolation', "The string is this value alone: write it without '${…}'");
    }
    const texts = expression.parts.filter((part) => typeof part === 'string').join(' ');
    const host = environmentHosts.exec(texts)?.[0];
    if (host !== undefined)
      complain(
        expression.span,
        'no-hardcoded-env-urls',
        `'${host}' is another host in other clouds: take it from environment()`,
      );
  }

  /** What is text for sure, without looking at resource types. */
  function isText(expression: Expression): boolean {
    if (expression.kind === 'access')
      return ['id', 'name'].includes(expression.name.name) && kindOf(expression.base) === 'resource';
    if (expression.kind !== 'variable') return expression.kind === 'string';
    const found = declared.get(expression.name);
    if (found?.kind === 'param') return found.type?.kind === 'named' && found.type.name === 'string';
    return found?.kind === 'var' && found.value.kind === 'string';
  }

  function kindOf(expression: Expression): Statement['kind'] | undefined {
    return expression.kind === 'variable' ? declared.get(expression.name)?.kind : undefined;
  }

  function checkCall(statement: Statement, { name, args, span }: Expression & { kind: 'call' }): void {
    if (name.name === 'concat' && args.some(({ kind }) => kind === 'string'))
      complain(span, 'prefer-interpolation', "Write '${a}${b}' for concat(a, b)");
    const ids = ['resourceId', 'reference', 'subscriptionResourceId'];
    if (name.name === 'reference' && statement.kind !== 'param')
      complain(span, 'use-resource-symbol-reference', `Name the resource instead of calling ${ids[1] ?? ''}()`);
    if (/^list(Keys|Secrets|AccountSas)$/.test(name.name) && args.length > 1)
      complain(span, 'use-resource-symbol-reference', `Call ${name.name}() of the resource`);
  }

  function checkDeclared(statement: Resource | Module): void {
    const body = bodyOf(statement.value);
    if (body === undefined) return;
    const location = statement.kind === 'resource' ? propertyOf(body, 'location') : undefined;
    const place = location && plainText(location.value);
    if (place !== undefined && place.toLowerCase() !== 'global') {
      complain(
        location?.value.span ?? statement.span,
        'no-hardcoded-location',
        `The location '${place}' is written here: take it from a parameter`,
      );
    }
    const name = propertyOf(body, 'name')?.value;
    if (statement.kind === 'resource' && name?.kind === 'string' && propertyOf(body, 'parent') === undefined)
      checkSlashes(name);
    const dependsOn = propertyOf(body, 'dependsOn');
    if (dependsOn?.value.kind !== 'array') return;
    const used = new Set<string>();
    for (const property of body.properties) {
      if (property === dependsOn) continue;
      walk(property.value, new Set(), (expression, locals) => {
        if (expression.kind === 'variable' && !locals.has(expression.name)) used.add(expression.name);
      });
    }
    for (const item of dependsOn.value.items) {
      if (item.kind !== 'variable' || !used.has(item.name)) continue;
      complain(
        item.span,
        'no-unnecessary-dependson',
        `'${item.name}' is named in the body: it comes first without 'dependsOn'`,
      );
    }
  }

  /** `'${account.name}/default'` says what `parent: account` says better. */
  function checkSlashes(name: Expression & { kind: 'string' }): void {
    const [first, second] = name.parts;
    const base =
      typeof first === 'object' && first.kind === 'access' && first.name.name === 'name'
        ? kindOf(first.base)
        : undefined;
    if (base === 'resource' && typeof second === 'string' && second.startsWith('/'))
      complain(name.span, 'use-parent-property', "Say 'parent: …' and the last part of the name");
  }
}
