import type { Step } from '../pipeline/expanded.ts';
import { evaluateCondition } from '../pipeline/run/evaluate-runtime.ts';
import { expandMacros } from '../pipeline/run/macros.ts';
import { agentStep } from './agent-tasks.ts';
import type { Rehearsal } from './rehearsal.ts';
import { runScript, scriptOf } from './run-script.ts';
import type { RunningJob } from './running-job.ts';
import type { TimelineRecord } from './timeline.ts';
import { asEnvironment } from './variables.ts';

/** Runs one step of a job, or skips it by its condition. The job's status, variables and outputs are what they are afterwards. */
export async function runStep(step: Step, job: RunningJob, rehearsal: Rehearsal): Promise<void> {
  const { timeline, signal } = rehearsal;
  const record = timeline.add({
    kind: 'step',
    name: step.name ?? step.displayName,
    title: rehearsal.masks.hide(expandMacros(step.displayName, job.variables.all)),
    parent: job.record,
  });
  if (step.enabled === false) {
    timeline.end(record, 'Skipped', 'not enabled');
    return;
  }
  if (signal.aborted && job.status !== 'Failed') job.status = 'Canceled';
  const context = { ...job.context, variables: job.variables.all, isCanceled: signal.aborted, jobStatus: job.status };
  try {
    if (!evaluateCondition(step.condition, context)) {
      timeline.end(
        record,
        'Skipped',
        step.condition === undefined ? 'a step before it failed' : `condition: ${step.condition}`,
      );
      return;
    }
    timeline.start(record);
    const result = await take(step, job, rehearsal, record);
    timeline.end(record, result);
    if (result !== 'Succeeded') fail(job, step, result);
  } catch (error) {
    timeline.print(record, rehearsal.masks.hide(error instanceof Error ? error.message : String(error)));
    timeline.end(record, signal.aborted ? 'Canceled' : 'Failed');
    fail(job, step, signal.aborted ? 'Canceled' : 'Failed');
  }
}

function fail(
  job: RunningJob,
  { continueOnError = false }: Step,
  result: 'SucceededWithIssues' | 'Failed' | 'Canceled',
): void {
  if (result === 'Canceled') job.status = 'Canceled';
  else if (result === 'SucceededWithIssues' || continueOnError)
    job.status = job.status === 'Succeeded' ? 'SucceededWithIssues' : job.status;
  else job.status = 'Failed';
}

async function take(step: Step, job: RunningJob, rehearsal: Rehearsal, record: TimelineRecord) {
  const say = (line: string) => {
    rehearsal.timeline.print(record, rehearsal.masks.hide(line));
  };
  if (step.retryCountOnTaskFailure !== undefined)
    throw new Error('retryCountOnTaskFailure is not known to the rehearsal');
  const fill = (text: string) => expandMacros(text, job.variables.all);
  const inputs = Object.fromEntries(Object.entries(step.inputs).map(([name, value]) => [name, fill(value)]));
  const script = scriptOf(step, inputs);
  if (script === undefined) {
    const { artifacts, root } = rehearsal;
    await agentStep(step, inputs, { artifacts, root, workspace: job.workspace, say });
    return 'Succeeded';
  }
  if (script.trim() === 'npm ci') {
    say('The dependencies of this repository are installed already');
    return 'Succeeded';
  }
  const env = Object.fromEntries(Object.entries(step.env).map(([name, value]) => [name, fill(value)]));
  const connection = step.task === undefined ? undefined : inputs['azureSubscription'];
  return runScript(
    step,
    {
      ...{ script: fill(script), say, workingDirectory: inputs['workingDirectory'] },
      env: { ...asEnvironment(job.variables), ...env, ...rehearsal.signedIn(connection) },
    },
    job,
    rehearsal,
  );
}
