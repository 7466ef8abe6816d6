import type { Problem } from '../../../infra/problem.ts';
import { placeOf } from '../build/read.ts';
import type { Stage } from '../expanded.ts';
import { parseExpression } from '../expression/parse.ts';
import { ExpressionError, type Expression } from '../expression/syntax.ts';
import { problemAt } from '../problem-at.ts';
import { defaultCondition, evaluateParsed } from '../run/evaluate-runtime.ts';
import { results, type Result, type RunContext } from '../run/run-context.ts';
import type { Checked } from './facts.ts';
import { possibleRuns } from './possible-runs.ts';
import { ancestorsOf } from './walk.ts';

/**
 * What a release with approvals promises: one stage for each approval, everything else is done before a person is asked, and
 * a stage cleans up whenever the approved one does not succeed. Source: our DESIGN: a rejected stage never runs a step.
 */
export function checkApprovals(checked: Checked): readonly Problem[] {
  const { stages } = checked.pipeline;
  const approved = stages.flatMap((stage) => {
    const environment = stage.jobs.map((job) => job.environment ?? '').find((name) => asks(checked, name));
    return environment === undefined ? [] : [{ stage, environment }];
  });
  return approved.flatMap(({ stage, environment }, index) => [
    ...(approved.slice(0, index).some((other) => other.environment === environment)
      ? [
          problemAt(
            environmentOf(stage, environment),
            'approval-twice',
            `A second stage asks for the approval of '${environment}': people would be asked twice`,
          ),
        ]
      : []),
    ...untried(stage, stages),
    ...afterFailure(stage),
    ...uncleaned(stage, stages, environment),
  ]);
}

const asks = ({ facts: { devops } }: Checked, environment: string) =>
  devops.environments[environment]?.approval !== undefined;

const environmentOf = (stage: Stage, environment: string) => {
  const job = stage.jobs.find((one) => one.environment === environment);
  return placeOf(job?.source ?? stage.source, 'environment');
};

/** Stages that neither come before the approved one nor wait for it. */
function untried(stage: Stage, stages: readonly Stage[]): readonly Problem[] {
  const before = ancestorsOf(stages, stage);
  return stages
    .filter((other) => other !== stage && !before.has(other.name) && !ancestorsOf(stages, other).has(stage.name))
    .map((other) =>
      problemAt(
        placeOf(stage.source, 'dependsOn'),
        'approval-too-early',
        `'${stage.name}' asks for approval without waiting for '${other.name}'`,
      ),
    );
}

/** Nobody is asked for approval of what failed. */
function afterFailure({ condition, dependsOn, source, name }: Stage): readonly Problem[] {
  const expression = parsed(condition ?? defaultCondition);
  if (expression === undefined) return [];
  const isBad = ({ dependencies = {} }: RunContext) =>
    Object.values(dependencies).some(({ result }) => !result.startsWith('Succeeded'));
  const runs = possibleRuns(expression, { dependsOn, isStep: false, written: new Map() });
  if (!runs.some((run) => isBad(run) && evaluateParsed(expression, run) === true)) return [];
  const message = `'${name}' asks for approval also when what it depends on did not succeed`;
  return [problemAt(placeOf(source, 'condition'), 'approval-after-failure', message)];
}

function parsed(condition: string): Expression | undefined {
  try {
    return parseExpression(condition);
  } catch (error) {
    if (error instanceof ExpressionError) return undefined; // The check of the names says why.
    throw error;
  }
}

/** A stage that runs after every bad end of the approved one and after no good one. */
function uncleaned(stage: Stage, stages: readonly Stage[], environment: string): readonly Problem[] {
  const cleaners = stages.filter(({ dependsOn }) => dependsOn.includes(stage.name));
  const bad: readonly Result[] = ['Failed', 'Canceled', 'Skipped'];
  const wrong = cleaners.map((cleaner) => ({
    cleaner,
    idle: bad.filter((result) => !runsAfter(cleaner, stage.name, result)),
    eager: results.filter((result) => !bad.includes(result) && runsAfter(cleaner, stage.name, result)),
  }));
  const right = wrong.find(({ idle, eager }) => idle.length === 0 && eager.length === 0);
  if (right !== undefined) return idleJobs(right.cleaner);
  const [first] = wrong;
  if (first === undefined)
    return [
      problemAt(
        environmentOf(stage, environment),
        'rejection-leaves-candidate',
        `No stage cleans up when '${stage.name}' is rejected: one depends on it, with a condition`,
      ),
    ];
  const { cleaner, idle, eager } = first;
  const says =
    idle.length > 0
      ? `does not run when '${stage.name}' ends ${idle.join(', ')}`
      : `runs when '${stage.name}' ends ${eager.join(', ')}`;
  return [problemAt(placeOf(cleaner.source, 'condition'), 'rejection-leaves-candidate', `'${cleaner.name}' ${says}`)];
}

/** In a cancelled run a stage may begin and its jobs not: what they depend on is the run too. */
const idleJobs = ({ name, jobs }: Stage): readonly Problem[] =>
  jobs.flatMap((job) => {
    const expression = parsed(job.condition ?? defaultCondition);
    const run = { variables: {}, dependencies: {}, isCanceled: true };
    if (expression === undefined || evaluateParsed(expression, run) === true) return [];
    const message = `In a cancelled run '${name}' begins and its job '${job.name}' does not: give it condition: always()`;
    return [problemAt(placeOf(job.source, 'condition'), 'rejection-leaves-candidate', message)];
  });

function runsAfter({ dependsOn, condition }: Stage, name: string, result: Result): boolean {
  const dependencies = Object.fromEntries(
    dependsOn.map((one) => [one, { result: one === name ? result : ('Succeeded' as const) }]),
  );
  const expression = parsed(condition ?? defaultCondition);
  const run = { variables: {}, dependencies, isCanceled: result === 'Canceled' };
  return expression !== undefined && evaluateParsed(expression, run) === true;
}
