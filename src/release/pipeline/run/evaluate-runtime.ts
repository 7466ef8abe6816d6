import { evaluate } from '../expression/evaluate.ts';
import { parseExpression } from '../expression/parse.ts';
import { ExpressionError, type Expression } from '../expression/syntax.ts';
import { toBoolean, toText, type Value } from '../expression/value.ts';
import { toNode } from '../source/node.ts';
import type { RunContext } from './run-context.ts';
import { statusFunctions } from './status-functions.ts';

/** What holds for a stage, a job or a step without a condition. */
export const defaultCondition = 'succeeded()';

/**
 * Whether a stage, a job or a step runs.
 *
 * @param text Its `condition`; nothing means `succeeded()`.
 * @throws ExpressionError when the text cannot be read or answered: Azure fails the run then.
 */
export function evaluateCondition(text: string | undefined, context: RunContext): boolean {
  return toBoolean(answer(text ?? defaultCondition, context));
}

/**
 * Answers a variable's runtime expression `$[ … ]`; any other text is its own answer.
 *
 * @throws ExpressionError as above.
 */
export function evaluateRuntime(text: string, context: RunContext): string {
  const expression = runtimeExpression(text);
  return expression === undefined ? text : toText(answer(expression.text, context));
}

/** What stands in `$[ ]`, and where it begins; such an expression takes up the whole value. */
export function runtimeExpression(text: string): { readonly text: string; readonly offset: number } | undefined {
  const match = /^(\s*\$\[)(.*)\]\s*$/s.exec(text);
  return match === null ? undefined : { text: match[2] ?? '', offset: match[1]?.length ?? 0 };
}

const nowhere = { file: '', line: 1, column: 1 };

const answer = (text: string, context: RunContext) => answerParsed(parseExpression(text), context);

/** For who asks of many runs: whether a condition holds; undefined when it cannot be answered. */
export function evaluateParsed(condition: Expression, context: RunContext): boolean | undefined {
  try {
    return toBoolean(answerParsed(condition, context));
  } catch (error) {
    if (error instanceof ExpressionError) return undefined;
    throw error;
  }
}

function answerParsed(expression: Expression, context: RunContext): Value {
  const { variables, dependencies = {}, stageDependencies = {} } = context;
  return evaluate(expression, {
    names: new Map([
      ['variables', toNode(variables, nowhere)],
      ['dependencies', toNode(dependencies, nowhere)],
      ['stagedependencies', toNode(stageDependencies, nowhere)],
    ]),
    functions: statusFunctions(context),
  });
}
