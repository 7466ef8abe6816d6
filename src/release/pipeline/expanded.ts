/** A place in a file of the repository; line and column count from 1. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Where the parts of a value come from that was put together here (`${{ parameters.x }}`). */
  readonly from?: readonly Position[];
}

/** Where something was written, and each value in it by its path (`dependsOn[0]`, `inputs.scriptType`). */
export interface Source extends Position {
  readonly keys: Readonly<Record<string, Position>>;
}

/**
 * A pipeline without templates, parameters and `${{ }}`: what Azure Pipelines calls the full YAML. Runtime texts (`$(x)`, `$[ … ]`,
 * conditions) are still texts; `evaluateCondition`, `evaluateRuntime` and `expandMacros` answer them during a run.
 */
export interface ExpandedPipeline {
  /** As the file says (`name:` is the run number's pattern); absent when it has none. */
  readonly name?: string;
  readonly file: string;
  readonly triggers: Triggers;
  /** The keys that stand at the top of the file. */
  readonly said: readonly string[];
  readonly resources: { readonly pipelines: readonly PipelineResource[] };
  /** The values that the run was started with, defaults filled in. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly variables: readonly Variable[];
  readonly stages: readonly Stage[];
}

export interface Triggers {
  /** `none`: no push starts it. Absent in the file means every push, as in Azure. */
  readonly push: 'none' | Filters;
  readonly pullRequest: 'none' | Filters;
}

/** Empty lists let everything through. Patterns: `*` in a name; a folder stands for all below it. */
export interface Filters {
  readonly branches: IncludeExclude;
  readonly paths: IncludeExclude;
  readonly batch?: boolean;
}

export interface IncludeExclude {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** Where each pattern stands. */
  readonly places: Readonly<Record<string, Position>>;
}

/** Another pipeline whose run this one takes artifacts from, and which may start it. */
export interface PipelineResource {
  readonly alias: string;
  readonly source: string;
  readonly trigger: 'none' | { readonly branches: IncludeExclude; readonly stages: readonly string[] };
  readonly at: Source;
}

/** A variable or a variable group, in the order of the file (the last one of a name wins). */
export type Variable =
  | {
      readonly kind: 'value';
      readonly name: string;
      readonly value: string;
      readonly at: Position;
      readonly valueAt: Position;
    }
  | { readonly kind: 'group'; readonly group: string; readonly at: Position };

export interface Stage {
  readonly name: string;
  readonly displayName: string;
  /** Filled in: without `dependsOn` in the file it is the stage before. */
  readonly dependsOn: readonly string[];
  readonly condition?: string;
  readonly variables: readonly Variable[];
  readonly lockBehavior?: 'sequential' | 'runLatest';
  readonly trigger?: 'manual' | 'automatic';
  readonly isSkippable?: boolean;
  readonly jobs: readonly Job[];
  readonly source: Source;
}

export interface Job {
  readonly name: string;
  readonly displayName: string;
  readonly kind: 'job' | 'deployment';
  readonly pool: 'server' | { readonly vmImage?: string; readonly name?: string; readonly demands?: readonly string[] };
  /** Where the pool is named: here, or around the job. */
  readonly poolAt: Position;
  /** Only of deployment jobs. */
  readonly environment?: string;
  readonly dependsOn: readonly string[];
  readonly condition?: string;
  readonly variables: readonly Variable[];
  readonly timeoutInMinutes?: number;
  readonly continueOnError?: boolean;
  /** Of a plain job; empty for a deployment. */
  readonly steps: readonly Step[];
  /** Of a deployment (runOnce). */
  readonly strategy?: RunOnce;
  readonly source: Source;
}

/** The hooks of `runOnce` in the order in which they run; `onFailure` or `onSuccess` comes last. */
export interface RunOnce {
  readonly preDeploy?: readonly Step[];
  readonly deploy: readonly Step[];
  readonly routeTraffic?: readonly Step[];
  readonly postRouteTraffic?: readonly Step[];
  readonly onFailure?: readonly Step[];
  readonly onSuccess?: readonly Step[];
}

export interface Step {
  readonly name?: string;
  readonly displayName: string;
  readonly kind: 'script' | 'task' | 'checkout' | 'download' | 'publish';
  /** `AzureCLI@2`; only of kind `task`. */
  readonly task?: string;
  /** Only of kind `script`. */
  readonly script?: string;
  /**
   * Of a task: its inputs. Of `checkout`: `repository`; of `download`: `source` (`current`, `none` or an alias), `artifact`, `patterns`,
   * `path`; of `publish`: `path`, `artifact`; of a script: `workingDirectory`, `failOnStderr` …
   */
  readonly inputs: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  readonly condition?: string;
  readonly continueOnError?: boolean;
  readonly enabled?: boolean;
  readonly timeoutInMinutes?: number;
  readonly retryCountOnTaskFailure?: number;
  readonly source: Source;
}
