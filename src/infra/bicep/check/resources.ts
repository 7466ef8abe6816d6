import type { Problem } from '../../problem.ts';
import { bodyOf, plainText, propertyOf } from '../body.ts';
import type { Resource } from '../expression.ts';
import { walkStatement } from '../walk.ts';
import type { Checked } from './declared.ts';

const topLevel = /^[A-Za-z][\w.]*(\/[A-Za-z]\w*)+@\d{4}-\d\d-\d\d(-\w+)*$/;
const nestedType = /^[A-Za-z][\w]*(\/[A-Za-z]\w*)*(@\d{4}-\d\d-\d\d(-\w+)*)?$/;

/** What holds for resources of every type: how the type is written, that there is a name, `targetScope`, nesting. */
export function checkResources({ tree, declared }: Checked): Problem[] {
  const { source, statements } = tree;
  const problems: Problem[] = [];
  for (const statement of statements) {
    if (statement.kind === 'targetScope') {
      const scope = statement.value.kind === 'string' ? plainText(statement.value) : undefined;
      if (!['resourceGroup', 'subscription', 'managementGroup', 'tenant'].includes(scope ?? '')) {
        problems.push(
          source.problem(
            statement.value.span,
            'scope',
            "targetScope is 'resourceGroup', 'subscription', 'managementGroup' or 'tenant'",
          ),
        );
      }
    }
    if (statement.kind === 'resource') check(statement, false);
    walkStatement(statement, (expression) => {
      if (expression.kind === 'object') for (const nested of expression.resources) check(nested, true);
    });
  }
  return problems;

  function check(resource: Resource, nested: boolean): void {
    const type = plainText(resource.type);
    const wrong = (message: string, span = resource.type.span) =>
      problems.push(source.problem(span, 'resource', message));
    if (type === undefined || !(topLevel.test(type) || (nested && nestedType.test(type))))
      wrong("A type is written 'Provider/type@2024-01-01'");
    const body = bodyOf(resource.value);
    if (body === undefined) return;
    if (!body.properties.some(({ kind }) => kind === 'spread') && propertyOf(body, 'name') === undefined)
      wrong('A resource needs a name', resource.name.span);
    const parent = propertyOf(body, 'parent');
    if (nested && parent !== undefined) wrong('A nested resource has its parent around it', parent.span);
    const use = parent?.value.kind === 'variable' ? declared.get(parent.value.name) : undefined;
    if (use !== undefined && use.kind !== 'resource' && parent !== undefined)
      wrong("'parent' is a resource", parent.span);
    const above = use?.kind === 'resource' ? plainText(use.type)?.split('@')[0] : undefined;
    const own = type?.split('@')[0];
    // The parent of 'A/b/c' is an 'A/b'.
    if (
      above !== undefined &&
      own !== undefined &&
      parent !== undefined &&
      own.split('/').slice(0, -1).join('/').toLowerCase() !== above.toLowerCase()
    ) {
      wrong(`The parent of a '${own}' is no '${above}'`, parent.span);
    }
  }
}
