import type { Problem } from '../../../infra/problem.ts';
import { pathOf, walk, type Expression } from '../expression/syntax.ts';
import { nearest } from '../nearest.ts';
import { problemAt } from '../problem-at.ts';
import { evaluateParsed } from '../run/evaluate-runtime.ts';
import { results, type RunContext } from '../run/run-context.ts';
import { macrosIn } from '../run/macros.ts';
import { runtimeExpressions, type PlacedExpression } from './expressions.ts';
import type { Checked } from './facts.ts';
import { knownVariables } from './known-variables.ts';
import { knownDomains, possibleRuns } from './possible-runs.ts';

/** Conditions that can never hold, parts of them that decide nothing, and comparisons with what no value can be. */
export function checkConditions(checked: Checked): readonly Problem[] {
  return runtimeExpressions(checked.pipeline).expressions.flatMap((placed) =>
    placed.kind === 'condition' ? [...checkMeaning(placed, checked), ...checkDomains(placed)] : checkDomains(placed),
  );
}

function checkMeaning(placed: PlacedExpression, { pipeline, facts }: Checked): readonly Problem[] {
  const { expression, text, at, stage, job, step } = placed;
  const [macro] = macrosIn(text);
  if (macro !== undefined)
    return [
      problemAt(
        at(macro.offset),
        'macro-in-condition',
        `$(${macro.name}) is not replaced in a condition: write variables['${macro.name}']`,
      ),
    ];
  const { written } = knownVariables(pipeline, facts, placed);
  const dependsOn = (job ?? stage)?.dependsOn ?? [];
  const runs = possibleRuns(expression, { dependsOn, isStep: step !== undefined, written });
  const answers = tryAll(expression, runs);
  // What cannot be answered is said where the names are checked.
  if (answers === undefined) return [];
  if (!answers.includes(true))
    return [
      problemAt(at(expression.offset), 'never-holds', `This condition never holds, so ${nameOf(placed)} never runs`),
    ];
  return [...walk(expression)]
    .filter(({ kind }) => kind === 'call')
    .flatMap((part) =>
      part.kind === 'call' && ['and', 'or', 'not'].includes(part.name.toLowerCase()) ? part.args : [],
    )
    .filter((part) => part.kind === 'call' && part.args.length > 0)
    .flatMap((part) => {
      const own = tryAll(part, runs);
      if (own === undefined || (own.includes(true) && own.includes(false))) return [];
      return [
        problemAt(
          at(part.offset),
          'constant-condition',
          `This part of the condition is always ${own.includes(true)}: it decides nothing`,
        ),
      ];
    });
}

const nameOf = ({ stage, job, step }: PlacedExpression) => {
  if (step !== undefined) return `step '${step.displayName}'`;
  return job === undefined ? `stage '${stage?.name ?? ''}'` : `job '${job.name}'`;
};

/** What a condition says in all these runs; undefined when none of them gives an answer. */
function tryAll(expression: Expression, runs: readonly RunContext[]): readonly boolean[] | undefined {
  const answers = new Set<boolean>();
  for (const run of runs) {
    const answer = evaluateParsed(expression, run);
    if (answer !== undefined) answers.add(answer);
    if (answers.size === 2) break;
  }
  return answers.size === 0 ? undefined : [...answers];
}

const comparing = ['eq', 'ne', 'in', 'notin'];

/** `eq(dependencies.prod.result, 'Suceeded')`: no result is spelled so. */
function checkDomains({ expression, at }: PlacedExpression): readonly Problem[] {
  return [...walk(expression)].flatMap((part) => {
    if (part.kind !== 'call' || !comparing.includes(part.name.toLowerCase())) return [];
    const domain = part.args.map(domainOf).find((known) => known !== undefined);
    if (domain === undefined) return [];
    return part.args.flatMap((arg) => {
      if (arg.kind !== 'literal' || typeof arg.value !== 'string') return [];
      const { value } = arg;
      if (domain.some((one) => one.toLowerCase() === value.toLowerCase())) return [];
      return [
        problemAt(
          at(arg.offset),
          'unknown-result',
          `It is never '${value}', but ${domain.join(', ')}${nearest(value, domain)}`,
        ),
      ];
    });
  });
}

function domainOf(expression: Expression): readonly string[] | undefined {
  const path = pathOf(expression);
  const [root, ...rest] = path?.map((part) => part.toLowerCase()) ?? [];
  if (root === 'variables') return knownDomains[rest.join('.')];
  return (root === 'dependencies' || root === 'stagedependencies') && rest.at(-1) === 'result' ? results : undefined;
}
