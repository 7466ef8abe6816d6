import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Job, Step } from '../pipeline/expanded.ts';
import { evaluateCondition } from '../pipeline/run/evaluate-runtime.ts';
import { type Ended, outputKey, type RunContext } from '../pipeline/run/run-context.ts';
import { type Rehearsal, untouchedByCancel } from './rehearsal.ts';
import { runStep } from './run-step.ts';
import type { RunningJob } from './running-job.ts';
import type { TimelineRecord } from './timeline.ts';
import { type Variables, withVariable, withVariables } from './variables.ts';

interface Surroundings {
  readonly stage: TimelineRecord;
  readonly variables: Variables;
  /** Of the jobs that it depends on, and of earlier stages. */
  readonly context: Omit<RunContext, 'variables'>;
}

/** Runs a job, or skips it by its condition. */
export async function runJob(
  job: Job,
  { stage, variables: outer, context }: Surroundings,
  rehearsal: Rehearsal,
): Promise<Ended> {
  const { timeline, groupCalled } = rehearsal;
  const record = timeline.add({ kind: 'job', name: job.name, title: job.displayName, parent: stage });
  try {
    const variables = withVariables(outer, job.variables, { groupCalled, context });
    if (!evaluateCondition(job.condition, { ...context, variables: variables.all })) {
      if (context.isCanceled === true && job.condition === undefined) {
        timeline.end(record, 'Canceled', 'the run was cancelled');
        return { result: 'Canceled' };
      }
      timeline.end(
        record,
        'Skipped',
        job.condition === undefined ? 'a job before it failed' : `condition: ${job.condition}`,
      );
      return { result: 'Skipped' };
    }
    if (job.pool === 'server') throw new Error('Jobs without an agent are not known to the rehearsal');
    timeline.start(record);
    const { limited, isOver } = withTimeLimit(job, untouchedByCancel(rehearsal));
    const ended = job.strategy
      ? await runHooks(job, job.strategy, { record, variables, context }, limited)
      : await runSteps(job, job.steps, 'steps', { record, variables, context }, limited);
    const result = ended.result === 'Failed' && job.continueOnError === true ? 'SucceededWithIssues' : ended.result;
    const over = `ran longer than the maximum time of ${job.timeoutInMinutes} minutes`;
    timeline.end(record, result, result === 'Canceled' && isOver() ? over : undefined);
    return { ...ended, result };
  } catch (error) {
    timeline.end(record, 'Failed', rehearsal.masks.hide(error instanceof Error ? error.message : String(error)));
    return { result: 'Failed' };
  }
}

/** A job that takes too long is cancelled, and reads so; what in it says `always()` still runs. Source: learn.microsoft.com/azure/devops/pipelines/process/phases#timeouts */
function withTimeLimit(
  { timeoutInMinutes = 0 }: Job,
  rehearsal: Rehearsal,
): { readonly limited: Rehearsal; readonly isOver: () => boolean } {
  if (timeoutInMinutes === 0) return { limited: rehearsal, isOver: () => false };
  const limit = AbortSignal.timeout(timeoutInMinutes * 60_000);
  const signal = AbortSignal.any([rehearsal.signal, limit]);
  return { limited: { ...rehearsal, signal }, isOver: () => limit.aborted };
}

interface Inside {
  readonly record: TimelineRecord;
  readonly variables: Variables;
  readonly context: Omit<RunContext, 'variables'>;
}

/** The hooks of a deployment: in order until one fails; then, or at the end, what stands under `on`. Its result is that of the deployment. */
async function runHooks(
  job: Job,
  strategy: NonNullable<Job['strategy']>,
  inside: Inside,
  rehearsal: Rehearsal,
): Promise<Ended> {
  const { preDeploy, deploy, routeTraffic, postRouteTraffic, onFailure, onSuccess } = strategy;
  const hooks = { preDeploy, deploy, routeTraffic, postRouteTraffic };
  let ended: Ended = { result: 'Succeeded' };
  for (const [name, steps] of Object.entries(hooks)) {
    if (!steps) continue;
    const hook = await runSteps(job, steps, name, inside, rehearsal);
    ended = { result: worse(ended.result, hook.result), outputs: { ...ended.outputs, ...hook.outputs } };
    if (hook.result === 'Failed' || hook.result === 'Canceled') break;
  }
  const last = ended.result === 'Failed' ? onFailure : ended.result === 'Canceled' ? undefined : onSuccess;
  if (last) await runSteps(job, last, ended.result === 'Failed' ? 'on: failure' : 'on: success', inside, rehearsal);
  return ended;
}

const order = ['Skipped', 'Succeeded', 'SucceededWithIssues', 'Failed', 'Canceled'] as const;
const worse = (one: Ended['result'], other: Ended['result']): Ended['result'] =>
  order.indexOf(one) >= order.indexOf(other) ? one : other;

/** Each hook gets an agent, and so a folder, of its own. */
async function runSteps(
  job: Job,
  steps: readonly Step[],
  hook: string,
  inside: Inside,
  rehearsal: Rehearsal,
): Promise<Ended> {
  const { record, variables, context } = inside;
  const workspace = join(rehearsal.workFolder, record.id.replaceAll(/[^\w.-]/g, '-'), hook.replaceAll(/\W+/g, '-'));
  const staging = join(workspace, 'a');
  const temporary = join(workspace, 'temporary');
  for (const folder of [staging, temporary]) await mkdir(folder, { recursive: true });
  const places = {
    'Pipeline.Workspace': workspace,
    'Build.ArtifactStagingDirectory': staging,
    'Build.SourcesDirectory': rehearsal.root,
    'System.DefaultWorkingDirectory': rehearsal.root,
    'Agent.TempDirectory': temporary,
    'Agent.JobName': job.displayName,
    'System.JobAttempt': '1',
    ...(job.environment !== undefined && { 'Environment.Name': job.environment }),
  };
  const running: RunningJob = {
    ...{ record, workspace, status: 'Succeeded', outputs: {}, context },
    variables: Object.entries(places).reduce((all, [name, value]) => withVariable(all, name, value, false), variables),
  };
  for (const step of steps) await runStep(step, running, rehearsal);
  const outputs = Object.entries(running.outputs).map(([key, value]) => {
    const dot = key.indexOf('.');
    return [outputKey(job, key.slice(0, dot), key.slice(dot + 1)), value] as const;
  });
  return { result: running.status, outputs: Object.fromEntries(outputs) };
}
