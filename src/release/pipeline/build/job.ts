import type { Job, PipelineResource, RunOnce, Step } from '../expanded.ts';
import { valueOf, type MapNode, type Node } from '../source/node.ts';
import { count, flag, list, maps, placeOfNode, present, sourceOf, text, texts } from './read.ts';
import { buildStep } from './step.ts';
import { buildVariables } from './variables.ts';

/** What a job gets from around it. */
export interface Around {
  readonly pool: Node | undefined;
  readonly resources: readonly PipelineResource[];
}

/** A job or a deployment; undefined for a map that is neither. */
function buildJob(node: MapNode, around: Around): Job | undefined {
  const deployment = text(node, 'deployment');
  const name = deployment ?? text(node, 'job');
  if (name === undefined) return undefined;
  const source = sourceOf(node);
  const pool = valueOf(node, 'pool') ?? around.pool;
  const environment = valueOf(node, 'environment');
  return {
    name,
    displayName: text(node, 'displayName') ?? name,
    kind: deployment === undefined ? 'job' : 'deployment',
    pool: buildPool(pool),
    poolAt: placeOfNode(valueOf(pool, 'name') ?? pool ?? node),
    dependsOn: texts(valueOf(node, 'dependsOn')),
    variables: buildVariables(valueOf(node, 'variables')),
    steps: deployment === undefined ? withCheckout(buildSteps(valueOf(node, 'steps')), node) : [],
    ...(deployment !== undefined && { strategy: buildStrategy(node, around) }),
    ...present({
      environment: environment?.kind === 'map' ? text(environment, 'name') : text(node, 'environment'),
      condition: text(node, 'condition'),
      timeoutInMinutes: count(node, 'timeoutInMinutes'),
      continueOnError: flag(node, 'continueOnError'),
    }),
    source,
  };
}

const buildSteps = (node: Node | undefined): readonly Step[] => maps(node).flatMap((item) => buildStep(item) ?? []);

/** `server` for agentless jobs; no key at all when no pool is named anywhere. */
function buildPool(node: Node | undefined): Job['pool'] {
  if (node === undefined) return {};
  if (node.kind !== 'map') {
    const name = texts(node)[0];
    return name === 'server' ? 'server' : present({ name });
  }
  const demands = valueOf(node, 'demands');
  return present({
    vmImage: text(node, 'vmImage'),
    name: text(node, 'name'),
    demands: demands === undefined ? undefined : texts(demands),
  });
}

const hooks = ['preDeploy', 'deploy', 'routeTraffic', 'postRouteTraffic'] as const;

function buildStrategy(node: MapNode, around: Around): RunOnce {
  const runOnce = valueOf(valueOf(node, 'strategy'), 'runOnce');
  const stepsOf = (hook: Node | undefined) => (hook === undefined ? undefined : buildSteps(valueOf(hook, 'steps')));
  const on = valueOf(runOnce, 'on');
  const built = Object.fromEntries(hooks.map((hook) => [hook, stepsOf(valueOf(runOnce, hook))]));
  return {
    ...present(built),
    deploy: withDownloads(built['deploy'] ?? [], node, around),
    ...present({ onFailure: stepsOf(valueOf(on, 'failure')), onSuccess: stepsOf(valueOf(on, 'success')) }),
  };
}

/** A plain job begins with `checkout: self` unless it says otherwise; a deployment does not. */
function withCheckout(steps: readonly Step[], node: MapNode): readonly Step[] {
  if (steps.some(({ kind }) => kind === 'checkout')) return steps;
  return [implicit('checkout', 'checkout self', { repository: 'self' }, node), ...steps];
}

/** The deploy hook downloads all artifacts of this run and of each pipeline resource, unless it has a download of its own. */
function withDownloads(steps: readonly Step[], node: MapNode, { resources }: Around): readonly Step[] {
  if (steps.some(({ kind, task }) => kind === 'download' || task?.startsWith('DownloadPipelineArtifact@') === true))
    return steps;
  const sources = ['current', ...resources.map(({ alias }) => alias)];
  return [...sources.map((source) => implicit('download', `download ${source}`, { source }, node)), ...steps];
}

const implicit = (kind: Step['kind'], displayName: string, inputs: Step['inputs'], node: MapNode): Step => ({
  kind,
  displayName,
  inputs: { ...inputs, implicit: 'true' },
  env: {},
  source: { ...node.at, keys: {} },
});

export const buildJobs = (node: Node | undefined, around: Around): readonly Job[] =>
  list(node).flatMap((item) => (item.kind === 'map' ? (buildJob(item, around) ?? []) : []));
