/** How a stage or a job ended. Source: learn.microsoft.com/azure/devops/pipelines/process/expressions#dependencies */
export const results = ['Succeeded', 'SucceededWithIssues', 'Failed', 'Canceled', 'Skipped'] as const;
export type Result = (typeof results)[number];

export interface Ended {
  readonly result: Result;
  /**
   * By the key that Azure gives them. Of a job: `<step>.<variable>`; of a deployment: `<job>.<step>.<variable>`; of a stage, as stages see it:
   * `<job>.` and then the job's key.
   */
  readonly outputs?: Readonly<Record<string, string>>;
}

/** What conditions and runtime expressions look at. */
export interface RunContext {
  readonly variables: Readonly<Record<string, string>>;
  /** For a stage: the stages that it depends on. For a job: the jobs. */
  readonly dependencies?: Readonly<Record<string, Ended>>;
  /** For a job: earlier stages' jobs, by stage and job. */
  readonly stageDependencies?: Readonly<Record<string, Readonly<Record<string, Ended>>>>;
  /** Results of all that is before it in the graph, also of what it depends on only through others; `dependencies` when not given. */
  readonly before?: Readonly<Record<string, Result>>;
  /** The whole run was cancelled. */
  readonly isCanceled?: boolean;
  /** For a step: how its job stands. */
  readonly jobStatus?: Exclude<Result, 'Skipped'>;
  /** Next value of `counter(prefix, seed)`; without it the function is an error. */
  readonly counter?: (prefix: string, seed: number) => number;
}

/** The key of an output among those of its job (see `Ended`). */
export const outputKey = (
  job: { readonly kind: 'job' | 'deployment'; readonly name: string },
  step: string,
  variable: string,
) => (job.kind === 'deployment' ? `${job.name}.${step}.${variable}` : `${step}.${variable}`);
