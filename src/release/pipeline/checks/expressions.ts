import type { Problem } from '../../../infra/problem.ts';
import { placeOf } from '../build/read.ts';
import type { ExpandedPipeline, Job, Position, Source, Stage, Step, Variable } from '../expanded.ts';
import { parseExpression } from '../expression/parse.ts';
import { ExpressionError, type Expression } from '../expression/syntax.ts';
import { problemAt } from '../problem-at.ts';
import { runtimeExpression } from '../run/evaluate-runtime.ts';
import { placeIn } from './place-in.ts';
import { stepsOf } from './walk.ts';

/** A condition, or the runtime expression of a variable, and where it stands. */
export interface PlacedExpression {
  readonly kind: 'condition' | 'variable';
  /** Which of these is deepest says what it may look at. */
  readonly stage?: Stage;
  readonly job?: Job;
  readonly step?: Step;
  readonly text: string;
  readonly expression: Expression;
  readonly at: (offset: number) => Position;
}

const inside = (at: Position, text: string) => (offset: number) => placeIn(at, text, offset);

type Where = Pick<PlacedExpression, 'stage' | 'job' | 'step'>;

/** All runtime expressions of a pipeline; those that cannot be read are problems. */
export function runtimeExpressions(pipeline: ExpandedPipeline): {
  readonly expressions: readonly PlacedExpression[];
  readonly problems: readonly Problem[];
} {
  const expressions: PlacedExpression[] = [];
  const problems: Problem[] = [];
  const add = (kind: PlacedExpression['kind'], where: Where, text: string, at: (offset: number) => Position) => {
    try {
      expressions.push({ kind, ...where, text, expression: parseExpression(text), at });
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      problems.push(problemAt(at(error.offset), error.code, error.message));
    }
  };
  const condition = (where: Where, owner: { readonly condition?: string; readonly source: Source }) => {
    if (owner.condition !== undefined)
      add('condition', where, owner.condition, inside(placeOf(owner.source, 'condition'), owner.condition));
  };
  const values = (where: Where, variables: readonly Variable[]) => {
    for (const variable of variables) {
      const runtime = variable.kind === 'value' ? runtimeExpression(variable.value) : undefined;
      if (variable.kind !== 'value' || runtime === undefined) continue;
      const at = inside(variable.valueAt, variable.value);
      add('variable', where, runtime.text, (offset) => at(runtime.offset + offset));
    }
  };

  values({}, pipeline.variables);
  for (const stage of pipeline.stages) {
    condition({ stage }, stage);
    values({ stage }, stage.variables);
    for (const job of stage.jobs) {
      condition({ stage, job }, job);
      values({ stage, job }, job.variables);
    }
  }
  for (const { stage, job, step } of stepsOf(pipeline)) condition({ stage, job, step }, step);
  return { expressions, problems };
}
