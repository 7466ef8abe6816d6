import type { ExpandedPipeline, Filters, PipelineResource, Stage, Triggers } from '../expanded.ts';
import { scalar, textOf, toPlain, valueOf, type MapNode, type Node } from '../source/node.ts';
import { buildJobs, type Around } from './job.ts';
import { flag, includeExclude, maps, present, sourceOf, text, texts } from './read.ts';
import { buildVariables } from './variables.ts';

/** The expanded document as a pipeline with typed stages, jobs and steps. */
export function buildPipeline(node: MapNode, file: string, parameters: MapNode): ExpandedPipeline {
  const resources = buildResources(valueOf(node, 'resources'));
  const around: Around = { pool: valueOf(node, 'pool'), resources };
  return {
    ...present({ name: text(node, 'name') }),
    file,
    triggers: buildTriggers(node),
    said: node.entries.map(({ key }) => key),
    resources: { pipelines: resources },
    parameters: toPlain(parameters) as Readonly<Record<string, unknown>>,
    variables: buildVariables(valueOf(node, 'variables')),
    stages: buildStages(node, around),
  };
}

/** A pipeline of jobs or of steps alone is one stage, as in Azure. */
function buildStages(node: MapNode, around: Around): readonly Stage[] {
  const stages = valueOf(node, 'stages');
  if (stages !== undefined) {
    const built = maps(stages).flatMap((stage) => buildStage(stage, around) ?? []);
    return built.map((stage, index) => {
      const before = built[index - 1];
      if ('dependsOn' in stage.source.keys || before === undefined) return stage;
      return { ...stage, dependsOn: [before.name] };
    });
  }
  const jobs = valueOf(node, 'jobs');
  const single: MapNode = {
    ...node,
    entries: [...node.entries.filter(({ key }) => key === 'steps' || key === 'strategy'), jobName(node)],
  };
  const source = { ...node.at, keys: {} };
  return [
    {
      name: '__default',
      displayName: '__default',
      dependsOn: [],
      variables: [],
      jobs:
        jobs === undefined
          ? buildJobs({ kind: 'list', items: [single], at: node.at }, around)
          : buildJobs(jobs, around),
      source,
    },
  ];
}

const jobName = ({ at }: MapNode) => ({ key: 'job', keyAt: at, value: scalar('Job', at) });

function buildStage(node: MapNode, around: Around): Stage | undefined {
  const name = text(node, 'stage');
  if (name === undefined) return undefined;
  const lock = text(node, 'lockBehavior');
  const trigger = text(node, 'trigger');
  const pool = valueOf(node, 'pool') ?? around.pool;
  return {
    name,
    displayName: text(node, 'displayName') ?? name,
    dependsOn: texts(valueOf(node, 'dependsOn')),
    variables: buildVariables(valueOf(node, 'variables')),
    jobs: buildJobs(valueOf(node, 'jobs'), { ...around, pool }),
    ...present({
      condition: text(node, 'condition'),
      lockBehavior: lock === 'sequential' || lock === 'runLatest' ? lock : undefined,
      trigger: trigger === 'manual' || trigger === 'automatic' ? trigger : undefined,
      isSkippable: flag(node, 'isSkippable'),
    }),
    source: sourceOf(node),
  };
}

/** Without `trigger:` every push starts a run, and without `pr:` every pull request (of repositories where YAML says so). */
function buildTriggers(node: MapNode): Triggers {
  return { push: filters(valueOf(node, 'trigger')), pullRequest: filters(valueOf(node, 'pr')) };
}

function filters(node: Node | undefined): 'none' | Filters {
  if (textOf(node) === 'none') return 'none';
  if (node?.kind !== 'map') return { branches: includeExclude(node), paths: includeExclude(undefined) };
  return {
    branches: includeExclude(valueOf(node, 'branches')),
    paths: includeExclude(valueOf(node, 'paths')),
    ...present({ batch: flag(node, 'batch') }),
  };
}

function buildResources(node: Node | undefined): readonly PipelineResource[] {
  return maps(valueOf(node, 'pipelines')).flatMap((item): PipelineResource[] => {
    const alias = text(item, 'pipeline');
    if (alias === undefined) return [];
    return [
      {
        alias,
        source: text(item, 'source') ?? alias,
        trigger: resourceTrigger(valueOf(item, 'trigger')),
        at: sourceOf(item),
      },
    ];
  });
}

/** A pipeline resource without a trigger starts nothing; `true` means every branch. */
function resourceTrigger(node: Node | undefined): PipelineResource['trigger'] {
  const single = textOf(node)?.toLowerCase();
  if (node === undefined || single === 'none' || single === 'false') return 'none';
  if (node.kind !== 'map') return { branches: includeExclude(undefined), stages: [] };
  return { branches: includeExclude(valueOf(node, 'branches')), stages: texts(valueOf(node, 'stages')) };
}
