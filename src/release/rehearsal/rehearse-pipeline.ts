import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { printProblem } from '../../infra/problem.ts';
import type { Run } from '../../local/azure-devops/runs.ts';
import { devopsClient } from '../bootstrap/devops-client.ts';
import { expandPipeline } from '../pipeline/expand-pipeline.ts';
import type { ExpandedPipeline } from '../pipeline/expanded.ts';
import type { Result } from '../pipeline/run/run-context.ts';
import { ReleaseError } from '../run-program.ts';
import { openArtifacts } from './artifacts.ts';
import { type DevopsView, viewDevops } from './devops-view.ts';
import { definedOf } from './defined-of.ts';
import { openMasks } from './masks.ts';
import type { RehearsalStage } from './open-rehearsal.ts';
import type { Rehearsal, Waiting } from './rehearsal.ts';
import { refusalOf } from './refusals.ts';
import { runPipeline } from './run-pipeline.ts';
import { openTimeline, type TimelineListener, type TimelineRecord } from './timeline.ts';

export interface RehearseOptions {
  readonly root: string;
  /** `pipelines/release.yml`. */
  readonly file: string;
  readonly stage: RehearsalStage;
  /** Where the run keeps its artifacts and works. */
  readonly folder: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** Artifacts of the runs that this one takes some from, by alias: each a folder that holds them by name. */
  readonly taken?: Readonly<Record<string, string>>;
  readonly branch?: string;
  /** Environments (`dev`, `prod`) whose stages run; all if not given. */
  readonly only?: readonly string[];
  /** Stages that do not run; what they would have published is in `published`. */
  readonly skip?: readonly string[];
  /** Folders of artifacts by name, as if earlier stages had published them. */
  readonly published?: Readonly<Record<string, string>>;
  /** Asks business hours by this time; not at all if not given. */
  readonly at?: Date;
  /** Secrets of the vault by name. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** Environment of every step. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly rejectedAs?: 'Failed' | 'Skipped';
  readonly listener?: Partial<TimelineListener>;
  /** Hears that a person is asked; who decides does so in Azure DevOps. */
  readonly asked?: (waiting: Waiting, run: Run) => void;
  /** Cancels the run. */
  readonly signal?: AbortSignal;
}

export interface RehearsedRun {
  readonly run: Run;
  readonly pipeline: ExpandedPipeline;
  readonly results: ReadonlyMap<string, Result>;
  readonly records: readonly TimelineRecord[];
  readonly succeeded: boolean;
}

/**
 * Runs a pipeline of this repository: expanded as Azure Pipelines expands it, its own steps for real, checks and approvals as the local Azure DevOps has them.
 *
 * @throws ReleaseError with every problem for which Azure Pipelines would refuse to start the run.
 */
export async function rehearsePipeline(options: RehearseOptions): Promise<RehearsedRun> {
  const {
    root,
    file,
    stage,
    folder,
    branch = 'refs/heads/main',
    at,
    listener = {},
    signal = new AbortController().signal,
  } = options;
  const { devops, file: description, locks, clock } = stage;
  const name = Object.entries(description.pipelines).find(([, { yaml }]) => yaml === file)?.[0];
  if (name === undefined)
    throw new ReleaseError(`pipelines/azure-devops.json has no pipeline of ${file}`, {
      next: `There are ${Object.values(description.pipelines)
        .map(({ yaml }) => yaml)
        .join(', ')}`,
    });
  const pipeline = expanded(options);
  const client = devopsClient({
    organisation: devops.url,
    authorization: `Bearer ${devops.tokenOf(stage.requestedBy)}`,
  });
  const secrets = options.secrets ?? {};
  const view = await viewDevops(client, { file: description, pipeline: name, secrets });
  const run = devops.runs.open({ pipeline: name, requestedBy: stage.requestedBy, branch });
  const masks = openMasks();
  for (const secret of [stage.buildToken, ...Object.values(secrets)]) masks.add(secret);
  const timeline = openTimeline(() => clock.now(), {
    changed: listener.changed ?? nothing,
    printed: listener.printed ?? nothing,
  });
  const cancel = () => {
    devops.approvals.cancel(run, stage.requestedBy);
  };
  signal.addEventListener('abort', cancel);
  const rehearsal: Rehearsal = {
    ...{ timeline, masks, root, signal, rejectedAs: options.rejectedAs ?? 'Failed' },
    artifacts: openArtifacts(join(folder, 'artifacts'), options.taken ?? {}),
    workFolder: join(folder, 'work'),
    env: { ...definedOf(options.env), TF_BUILD: 'True', PATH: `${stage.az.folder}:${options.env['PATH'] ?? ''}` },
    signedIn: (connection) => signedIn(stage, view, connection),
    groupCalled: (group) => {
      mustBeAllowed(view, 'variablegroup', group);
      const found = view.groups.get(group);
      if (!found) throw new Error(`There is no variable group ${group}`);
      return found;
    },
    mayUse: (environment) => {
      mustBeAllowed(view, 'environment', environment);
    },
    refusal: (environment) => refusalOf(view.environments.get(environment) ?? [], { branch, at }),
    ask: (environment, stageName) => {
      const approval = devops.approvals.open(run, environment);
      if (!approval) return undefined;
      const waiting = { environment, stage: stageName, ...approval };
      options.asked?.(waiting, run);
      return waiting;
    },
    lock: (environment) => locks.take(environment),
  };
  try {
    for (const [artifact, path] of Object.entries(options.published ?? {}))
      await rehearsal.artifacts.publish(artifact, path);
    const predefined = await predefinedOf(options, run, branch);
    const results = await runPipeline(pipeline, { predefined, selected: selection(pipeline, options) }, rehearsal);
    const ends = [...results.values()];
    const succeeded = ends.every((result) => result !== 'Failed' && result !== 'Canceled');
    devops.runs.end(run, signal.aborted ? 'canceled' : succeeded ? 'succeeded' : 'failed');
    return { run, pipeline, results, records: timeline.records, succeeded };
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

const nothing = () => undefined;

function expanded({ root, file, parameters = {} }: RehearseOptions): ExpandedPipeline {
  const { pipeline, problems } = expandPipeline({ root, file, parameters });
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (pipeline && errors.length === 0) return pipeline;
  throw new ReleaseError(`Azure Pipelines would refuse ${file}\n${errors.map(printProblem).join('\n')}`, {
    next: 'npm run pipelines:check says more.',
  });
}

/** A resource that nobody authorised stops the run before any job, as in Azure. */
function mustBeAllowed({ allowed }: DevopsView, type: string, name: string): void {
  if (!allowed.has(`${type} ${name}`))
    throw new Error(
      `The pipeline is not authorised to use ${type} ${name}: see permissions in pipelines/azure-devops.json`,
    );
}

function signedIn(
  { az, environments }: RehearsalStage,
  view: DevopsView,
  connection: string | undefined,
): Readonly<Record<string, string>> {
  if (connection !== undefined) mustBeAllowed(view, 'endpoint', connection);
  const environment = connection === undefined ? undefined : environments.get(connection);
  const storage = environment?.storage();
  return { ...az.variables(connection), ...(storage !== undefined && { Storage: storage }) };
}

/** Stages that use no environment run whenever what they depend on has; the others only where their environment was asked for. */
function selection(pipeline: ExpandedPipeline, { only, skip = [] }: RehearseOptions): (stage: string) => boolean {
  const uses = new Map(
    pipeline.stages.map(({ name, jobs }) => [name, jobs.flatMap(({ environment }) => environment ?? [])]),
  );
  const isAskedFor = (environment: string) =>
    only?.some((one) => environment === `docscore-${one}` || environment.startsWith(`docscore-${one}-`)) ?? true;
  return (stage) => !skip.includes(stage) && (uses.get(stage) ?? []).every(isAskedFor);
}

async function predefinedOf({ root, file, stage }: RehearseOptions, run: Run, branch: string) {
  const { stdout } = await promisify(execFile)('git', ['rev-parse', 'HEAD'], { cwd: root });
  const definition = Object.entries(stage.file.pipelines).find(([, { yaml }]) => yaml === file)?.[0] ?? '';
  return {
    'Build.BuildId': String(run.id),
    'Build.BuildNumber': run.name,
    'Build.DefinitionName': definition,
    'Build.SourceBranch': branch,
    'Build.SourceBranchName': branch.split('/').at(-1) ?? '',
    'Build.SourceVersion': stdout.trim(),
    'Build.RequestedFor': run.requestedBy,
    'Build.Reason': 'Manual',
    'System.TeamProject': stage.file.project,
    'System.CollectionUri': `${stage.devops.url}/`,
    'System.AccessToken': stage.buildToken,
    'Agent.OS': 'Linux',
  };
}
