import type { ExpandedPipeline, Job, Stage } from '../pipeline/expanded.ts';
import { evaluateCondition } from '../pipeline/run/evaluate-runtime.ts';
import type { Ended, Result, RunContext } from '../pipeline/run/run-context.ts';
import { enter } from './gate.ts';
import { type Rehearsal, untouchedByCancel } from './rehearsal.ts';
import { runJob } from './run-job.ts';
import { noVariables, type Variables, withVariable, withVariables } from './variables.ts';

/** How a stage ended: its result, its jobs, and their outputs as other stages see them. */
interface EndedStage extends Ended {
  readonly jobs: Readonly<Record<string, Ended>>;
}

/**
 * Walks an expanded pipeline as Azure Pipelines does: stages and jobs as soon as what they depend on has ended and their condition holds.
 *
 * @param selected Stages that run; the others are skipped, as the run's starter may choose.
 * @returns Results by stage.
 */
export async function runPipeline(
  pipeline: ExpandedPipeline,
  {
    predefined,
    selected,
  }: { readonly predefined: Readonly<Record<string, string>>; readonly selected: (stage: string) => boolean },
  rehearsal: Rehearsal,
): Promise<ReadonlyMap<string, Result>> {
  const base = Object.entries(predefined).reduce(
    (all, [name, value]) => withVariable(all, name, value, name === 'System.AccessToken'),
    noVariables,
  );
  const variables = withVariables(base, pipeline.variables, { groupCalled: rehearsal.groupCalled, context: {} });
  const ended = new Map<string, Promise<EndedStage>>();
  const records = new Map(
    pipeline.stages.map((stage) => [
      stage.name,
      rehearsal.timeline.add({ kind: 'stage', name: stage.name, title: stage.displayName }),
    ]),
  );
  for (const stage of inOrder(pipeline.stages)) {
    const run = async (): Promise<EndedStage> => {
      const before = ancestors(stage.name, pipeline.stages);
      const all = await Promise.all([...before].map(async (name) => [name, await ended.get(name)] as const));
      const record = records.get(stage.name);
      if (!record) throw new Error(`Stage ${stage.name} is not there`);
      // A stage that was not selected holds nobody up: what comes after it goes on as if it were not in the graph.
      const results = new Map(all.flatMap(([name, one]) => (one && selected(name) ? [[name, one] as const] : [])));
      if (!selected(stage.name)) {
        rehearsal.timeline.end(record, 'Skipped', 'not selected for this run');
        return { result: 'Skipped', jobs: {} };
      }
      return runStage(stage, { record, variables, results }, rehearsal);
    };
    ended.set(stage.name, run());
  }
  const results = await Promise.all([...ended].map(async ([name, stage]) => [name, (await stage).result] as const));
  return new Map(results);
}

interface StageSurroundings {
  readonly record: ReturnType<Rehearsal['timeline']['add']>;
  readonly variables: Variables;
  /** Of all stages before it in the graph. */
  readonly results: ReadonlyMap<string, EndedStage>;
}

async function runStage(
  stage: Stage,
  { record, variables: outer, results }: StageSurroundings,
  rehearsal: Rehearsal,
): Promise<EndedStage> {
  const { timeline, signal, masks, groupCalled } = rehearsal;
  const context: Omit<RunContext, 'variables'> = {
    dependencies: Object.fromEntries(
      stage.dependsOn.flatMap((name) => (results.has(name) ? [[name, results.get(name)]] : [])),
    ) as Record<string, Ended>,
    before: Object.fromEntries([...results].map(([name, { result }]) => [name, result])),
    stageDependencies: Object.fromEntries([...results].map(([name, { jobs }]) => [name, jobs])),
    isCanceled: signal.aborted,
  };
  const none = (result: Result, note?: string): EndedStage => {
    timeline.end(record, result, note);
    return { result, jobs: {} };
  };
  try {
    const variables = withVariables(outer, stage.variables, {
      groupCalled,
      context: { stageDependencies: context.stageDependencies ?? {} },
    });
    const staged = withVariable(
      withVariable(variables, 'System.StageName', stage.name, false),
      'System.StageAttempt',
      '1',
      false,
    );
    if (!evaluateCondition(stage.condition, { ...context, variables: staged.all })) {
      if (signal.aborted && stage.condition === undefined) return none('Canceled', 'the run was cancelled');
      return none(
        'Skipped',
        stage.condition === undefined ? 'a stage before it did not succeed' : `condition: ${stage.condition}`,
      );
    }
    const entrance = await enter(stage, record, untouchedByCancel(rehearsal));
    if (!entrance.mayEnter) return none(entrance.why === 'canceled' ? 'Canceled' : rehearsal.rejectedAs, entrance.note);
    timeline.start(record);
    try {
      const jobs = await runJobs(stage.jobs, { record, variables: staged, context }, rehearsal);
      const result = resultOf(Object.values(jobs));
      timeline.end(record, result);
      return { result, jobs, outputs: outputsOf(jobs) };
    } finally {
      entrance.leave();
    }
  } catch (error) {
    return none('Failed', masks.hide(error instanceof Error ? error.message : String(error)));
  }
}

async function runJobs(
  jobs: readonly Job[],
  {
    record,
    variables,
    context,
  }: { record: StageSurroundings['record']; variables: Variables; context: Omit<RunContext, 'variables'> },
  rehearsal: Rehearsal,
): Promise<Record<string, Ended>> {
  const ended = new Map<string, Promise<Ended>>();
  for (const job of inOrder(jobs)) {
    const run = async () => {
      const before = await Promise.all(
        [...ancestors(job.name, jobs)].map(async (name) => [name, await ended.get(name)] as const),
      );
      const dependencies = Object.fromEntries(before.filter(([name]) => job.dependsOn.includes(name))) as Record<
        string,
        Ended
      >;
      const results = Object.fromEntries(before.map(([name, one]) => [name, one?.result ?? 'Skipped'] as const));
      const own = { stageDependencies: context.stageDependencies ?? {}, isCanceled: rehearsal.signal.aborted };
      return runJob(job, { stage: record, variables, context: { ...own, dependencies, before: results } }, rehearsal);
    };
    ended.set(job.name, run());
  }
  return Object.fromEntries(await Promise.all([...ended].map(async ([name, job]) => [name, await job] as const)));
}

/** What depends on nothing that is still to come first; the checks have refused cycles. */
function inOrder<T extends { readonly name: string; readonly dependsOn: readonly string[] }>(all: readonly T[]): T[] {
  return [...all].sort((one, other) => ancestors(one.name, all).size - ancestors(other.name, all).size);
}

/** All that has to end before, also through others. */
function ancestors(
  name: string,
  all: readonly { readonly name: string; readonly dependsOn: readonly string[] }[],
): Set<string> {
  const found = new Set<string>();
  const visit = (one: string) => {
    for (const before of all.find((other) => other.name === one)?.dependsOn ?? [])
      if (!found.has(before)) {
        found.add(before);
        visit(before);
      }
  };
  visit(name);
  return found;
}

function resultOf(jobs: readonly Ended[]): Result {
  const has = (result: Result) => jobs.some((job) => job.result === result);
  if (has('Canceled')) return 'Canceled';
  if (has('Failed')) return 'Failed';
  if (has('SucceededWithIssues')) return 'SucceededWithIssues';
  return has('Succeeded') || jobs.length === 0 ? 'Succeeded' : 'Skipped';
}

const outputsOf = (jobs: Readonly<Record<string, Ended>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(jobs).flatMap(([job, { outputs = {} }]) =>
      Object.entries(outputs).map(([key, value]) => [`${job}.${key}`, value] as const),
    ),
  );
