import type { ExpandedPipeline, Job, Stage, Step } from '../expanded.ts';

export interface PlacedJob {
  readonly stage: Stage;
  readonly job: Job;
}

export interface PlacedStep extends PlacedJob {
  /** `steps`, or a hook of a deployment. */
  readonly hook: string;
  readonly step: Step;
  /** The steps before it in the same job or hook. */
  readonly before: readonly Step[];
}

export const jobsOf = ({ stages }: ExpandedPipeline): readonly PlacedJob[] =>
  stages.flatMap((stage) => stage.jobs.map((job) => ({ stage, job })));

/** The lists of steps of a job: one, or one for each hook. */
export function stepLists({ steps, strategy }: Job): readonly (readonly [string, readonly Step[]])[] {
  return strategy === undefined ? [['steps', steps]] : (Object.entries(strategy) as [string, readonly Step[]][]);
}

export const stepsOf = (pipeline: ExpandedPipeline): readonly PlacedStep[] =>
  jobsOf(pipeline).flatMap(({ stage, job }) =>
    stepLists(job).flatMap(([hook, steps]) =>
      steps.map((step, index) => ({ stage, job, hook, step, before: steps.slice(0, index) })),
    ),
  );

/** Everything that comes before in the graph, by name. */
export function ancestorsOf<T extends { readonly name: string; readonly dependsOn: readonly string[] }>(
  all: readonly T[],
  node: T,
): ReadonlyMap<string, T> {
  const found = new Map<string, T>();
  const visit = ({ dependsOn }: T) => {
    for (const name of dependsOn) {
      const before = all.find((other) => other.name === name);
      if (before === undefined || found.has(name)) continue;
      found.set(name, before);
      visit(before);
    }
  };
  visit(node);
  return found;
}
