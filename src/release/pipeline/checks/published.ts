import { placeOf } from '../build/read.ts';
import type { ExpandedPipeline, Position, Step } from '../expanded.ts';
import { ancestorsOf, stepsOf, type PlacedStep } from './walk.ts';

/** An artifact that a step publishes. */
export interface Published {
  readonly name: string;
  readonly at: Position;
}

export function publishedBy({ kind, task, inputs, source }: Step): readonly Published[] {
  if (kind === 'publish') return [{ name: inputs['artifact'] ?? '', at: placeOf(source, 'artifact') }];
  if (task?.startsWith('PublishPipelineArtifact@') !== true) return [];
  const key = inputs['artifact'] === undefined ? 'artifactName' : 'artifact';
  return [{ name: inputs[key] ?? '', at: placeOf(source, `inputs.${key}`) }];
}

export const publishedIn = (pipeline: ExpandedPipeline): readonly Published[] =>
  stepsOf(pipeline).flatMap(({ step }) => publishedBy(step));

/**
 * By stages before, by jobs before in the same stage, by earlier steps, and by the deployment before its `onFailure`. A step that runs
 * only when its stage is tried again (its condition asks for the attempt) also finds what the stage itself has published.
 */
export function publishedBefore(
  { stage, job, hook, step, before }: PlacedStep,
  pipeline: ExpandedPipeline,
): readonly Published[] {
  const stages = ancestorsOf(pipeline.stages, stage);
  const jobs = ancestorsOf(stage.jobs, job);
  const isRetry = /System\.StageAttempt/i.test(step.condition ?? '');
  const others = stepsOf(pipeline).filter((other) => {
    if (stages.has(other.stage.name)) return true;
    if (other.stage !== stage) return false;
    return isRetry || (other.job === job ? other.hook !== hook : jobs.has(other.job.name));
  });
  return [...others.map((other) => other.step), ...before].flatMap(publishedBy);
}
