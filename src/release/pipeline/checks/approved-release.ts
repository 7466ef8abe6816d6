import type { Problem } from '../../../infra/problem.ts';
import { placeOf } from '../build/read.ts';
import { problemAt } from '../problem-at.ts';
import type { Checked } from './facts.ts';
import { comesBefore, releaseCalls, type ReleaseCall } from './release-calls.ts';
import { jobsOf, type PlacedJob } from './walk.ts';

/**
 * What a job after an approval does besides its work: it records who approved, ends the candidate, and goes back when something fails. And what
 * the approver was given before: what would change, how the models compare, and word that it waits.
 */
export function checkApprovedRelease({ pipeline, facts: { devops } }: Checked): readonly Problem[] {
  const calls = releaseCalls(pipeline);
  return jobsOf(pipeline)
    .filter(({ job }) => devops.environments[job.environment ?? '']?.approval !== undefined)
    .flatMap((placed) => {
      const own = calls.filter((call) => call.placed.job === placed.job);
      const [first] = own;
      if (first === undefined) return [];
      const earlier = calls.filter((call) => call.placed.stage !== placed.stage && comesBefore(call, first, pipeline));
      return checkJob(placed, own, earlier);
    });
}

function checkJob(
  { job }: PlacedJob,
  own: readonly ReleaseCall[],
  earlier: readonly ReleaseCall[],
): readonly Problem[] {
  const here = own.filter(({ placed }) => placed.hook === 'deploy').map(({ name }) => name);
  const failed = own.filter(({ placed }) => placed.hook === 'onFailure').map(({ name }) => name);
  const deploysCode = here.includes('deploy-code');
  const target = own.find(({ option }) => option('--environment') !== undefined)?.option('--environment');
  const sameTarget = earlier.filter(({ option }) => option('--environment') === target);
  const names = sameTarget.map(({ name }) => name);
  const missing = [
    ...(here.includes('record-approval') ? [] : ["no step 'record-approval': the evidence must say who approved"]),
    ...(failed.includes('roll-back') ? [] : ["no 'roll-back' when a step fails (on: failure)"]),
    ...(!deploysCode || here.includes('finish') ? [] : ["no step 'finish': the candidate would stay"]),
    ...(!deploysCode || names.includes('plan') ? [] : ["no 'plan' before: the approver must see what would change"]),
    ...(deploysCode || names.includes('compare-models')
      ? []
      : ["no 'compare-models' before: the approver must see how they compare"]),
    ...(names.includes('notify') ? [] : ["no 'notify' before: nobody hears that something waits"]),
  ];
  const at = placeOf(job.source, 'environment');
  return missing.map((message) =>
    problemAt(at, 'approved-release', `After the approval of '${job.environment ?? ''}': ${message}`),
  );
}
