import { type Expression, type Query, pathOf } from './syntax.ts';
import type { Value } from './values.ts';

/**
 * The values that WHERE demands of paths of the document: `c.a = 1 AND c.b = @b AND …` gives `a` and `b`. What else WHERE says is left to
 * the query itself.
 *
 * @returns by path, its keys as JSON; only strings, numbers, booleans and null.
 */
export function keysInWhere(
  { from, where }: Query,
  parameters: ReadonlyMap<string, Value>,
): ReadonlyMap<string, string | number | boolean | null> {
  const demanded = new Map<string, string | number | boolean | null>();
  // In `FROM c.path` and `FROM x IN c` the alias is not the document.
  if (!from || !where || from.each || from.from.kind !== 'name') return demanded;
  const walk = (expression: Expression): void => {
    if (expression.kind !== 'binary') return;
    const { operator, left, right } = expression;
    if (operator === 'AND') for (const side of [left, right]) walk(side);
    if (operator === '=') {
      note(left, right);
      note(right, left);
    }
  };
  const note = (side: Expression, other: Expression): void => {
    const [root, ...keys] = pathOf(side) ?? [];
    const value = constant(other, parameters);
    if (root !== from.alias || keys.length === 0 || value === undefined) return;
    demanded.set(JSON.stringify(keys), value);
  };
  walk(where);
  return demanded;
}

function constant(expression: Expression, parameters: ReadonlyMap<string, Value>) {
  const value =
    expression.kind === 'literal'
      ? expression.value
      : expression.kind === 'parameter'
        ? parameters.get(expression.name)
        : undefined;
  return typeof value === 'object' && value !== null ? undefined : value;
}
