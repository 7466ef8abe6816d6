import type { ExpandedPipeline, Step } from '../pipeline/expanded.ts';
import { jobsOf, stepLists } from '../pipeline/checks/walk.ts';

/** Steps that follow one another and come from one file. */
export interface StepRun {
  readonly file: string;
  readonly steps: readonly Step[];
}

export function stepRuns(steps: readonly Step[]): readonly StepRun[] {
  const runs: { readonly file: string; readonly steps: Step[] }[] = [];
  for (const step of steps) {
    if (step.inputs['implicit'] !== undefined) continue;
    const last = runs.at(-1);
    if (last?.file === step.source.file) last.steps.push(step);
    else runs.push({ file: step.source.file, steps: [step] });
  }
  return runs;
}

/**
 * Templates whose steps many jobs begin or end with, by file, with the longest run of their steps: shown once, and by name where they are used.
 * Such a template always begins with the same step.
 */
export function commonParts(pipelines: readonly ExpandedPipeline[]): ReadonlyMap<string, StepRun> {
  const all = new Map<string, StepRun[]>();
  for (const pipeline of pipelines)
    for (const { job } of jobsOf(pipeline))
      for (const [, steps] of stepLists(job))
        for (const run of stepRuns(steps))
          if (run.file !== pipeline.file) all.set(run.file, [...(all.get(run.file) ?? []), run]);
  const common = [...all].filter(
    ([, runs]) =>
      runs.length > 1 &&
      runs.every(({ steps }) => steps.length > 1 && steps[0]?.displayName === runs[0]?.steps[0]?.displayName),
  );
  return new Map(
    common.flatMap(([file, runs]) => {
      const [longest] = runs.toSorted((a, b) => b.steps.length - a.steps.length);
      return longest === undefined ? [] : [[file, longest] as const];
    }),
  );
}

/** `prepare` of `pipelines/templates/steps/prepare.yml`. */
export const partName = (file: string) => file.replace(/^.*\//, '').replace(/\.ya?ml$/, '');
