/** An expression of Azure Pipelines as a tree; `offset` counts characters from the beginning of its text. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: LiteralValue; readonly offset: number }
  | { readonly kind: 'name'; readonly name: string; readonly offset: number }
  | { readonly kind: 'member'; readonly of: Expression; readonly key: Expression; readonly offset: number }
  | { readonly kind: 'every'; readonly of: Expression; readonly offset: number }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[]; readonly offset: number };

export type LiteralValue = string | number | boolean | null | Version;

/** `1.2.3`: two to four numbers, compared one by one. */
export interface Version {
  readonly kind: 'version';
  readonly parts: readonly number[];
}

/** An expression that cannot be read or answered. */
export class ExpressionError extends Error {
  readonly offset: number;
  readonly code: string;

  constructor(offset: number, message: string, code = 'expression') {
    super(message);
    this.name = 'ExpressionError';
    this.offset = offset;
    this.code = code;
  }
}

/** Everything inside an expression, itself first. */
export function* walk(expression: Expression): Generator<Expression> {
  yield expression;
  if (expression.kind === 'call') for (const arg of expression.args) yield* walk(arg);
  if (expression.kind === 'member') yield* walk(expression.key);
  if (expression.kind === 'member' || expression.kind === 'every') yield* walk(expression.of);
}

/** `dependencies.dev.result` as `['dependencies', 'dev', 'result']`; undefined where a key is not known from the text. */
export function pathOf(expression: Expression): readonly string[] | undefined {
  if (expression.kind === 'name') return [expression.name];
  if (expression.kind !== 'member' || expression.key.kind !== 'literal') return undefined;
  const { value } = expression.key;
  const before = pathOf(expression.of);
  return before !== undefined && (typeof value === 'string' || typeof value === 'number')
    ? [...before, String(value)]
    : undefined;
}
