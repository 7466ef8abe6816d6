import type { Problem } from '../../../infra/problem.ts';
import { placeOf } from '../build/read.ts';
import type { Job, Position, Variable } from '../expanded.ts';
import { nearest } from '../nearest.ts';
import { problemAt } from '../problem-at.ts';
import type { Checked } from './facts.ts';
import { jobsOf, stepsOf } from './walk.ts';

type Kind = 'environments' | 'serviceConnections' | 'variableGroups';

const singular = {
  environments: 'environment',
  serviceConnections: 'service connection',
  variableGroups: 'variable group',
};

/** Everything that a pipeline needs leave to use: it must be in azure-devops.json, and this pipeline allowed to use it. */
export function checkResources(checked: Checked): readonly Problem[] {
  const { pipeline, name, facts } = checked;
  const groups = [
    ...pipeline.variables,
    ...pipeline.stages.flatMap((stage) => [...stage.variables, ...stage.jobs.flatMap((job) => job.variables)]),
  ];
  return [
    ...(name === undefined ? [unlisted(pipeline.file)] : []),
    ...groups.filter(isGroup).flatMap(({ group, at }) => use(checked, 'variableGroups', group, at)),
    ...jobsOf(pipeline).flatMap(({ job }) => [
      ...(job.environment === undefined
        ? []
        : use(
            checked,
            'environments',
            job.environment,
            environmentPlace(job.source.keys, placeOf(job.source, 'environment')),
          )),
      ...checkPool(checked, job),
    ]),
    ...stepsOf(pipeline).flatMap(({ step }) =>
      connectionInputs.flatMap((input) => {
        const connection = step.inputs[input];
        return connection === undefined || connection === ''
          ? []
          : use(checked, 'serviceConnections', connection, placeOf(step.source, `inputs.${input}`));
      }),
    ),
    ...pipeline.resources.pipelines.flatMap(({ source, trigger, at }) => {
      const other = facts.pipelines[source];
      if (other === undefined)
        return problemAt(
          placeOf(at, 'source'),
          'unknown-pipeline',
          `azure-devops.json has no pipeline '${source}'${nearest(source, Object.keys(facts.pipelines))}`,
        );
      const stages = other.stages.map((stage) => stage.name);
      const unknown = trigger === 'none' ? [] : trigger.stages.filter((stage) => !stages.includes(stage));
      return unknown.map((stage) =>
        problemAt(
          placeOf(at, 'trigger.stages'),
          'unknown-stage',
          `'${source}' has no stage '${stage}'${nearest(stage, stages)}`,
        ),
      );
    }),
    ...missingPaths(checked),
  ];
}

const connectionInputs = ['azureSubscription', 'connectedServiceNameARM', 'ConnectedServiceName'];

const isGroup = (variable: Variable) => variable.kind === 'group';

const environmentPlace = (keys: Readonly<Record<string, Position>>, otherwise: Position) =>
  keys['environment.name'] ?? otherwise;

const unlisted = (file: string) =>
  problemAt({ file, line: 1, column: 1 }, 'unlisted-pipeline', 'azure-devops.json does not have this pipeline');

function use({ name, facts: { devops } }: Checked, kind: Kind, resource: string, at: Position): readonly Problem[] {
  const known = Object.keys(devops[kind]);
  const what = singular[kind];
  // An environment with a resource: `name.resource`.
  const [own = ''] = kind === 'environments' ? resource.split('.') : [resource];
  if (!known.includes(own))
    return [
      problemAt(
        at,
        `unknown-${what.replaceAll(' ', '-')}`,
        `azure-devops.json has no ${what} '${own}'${nearest(own, known)}`,
      ),
    ];
  if (name === undefined || devops.permissions[name]?.[kind].includes(own) === true) return [];
  return [
    problemAt(
      at,
      'not-authorised',
      `Pipeline '${name}' may not use the ${what} '${own}' (azure-devops.json, permissions)`,
    ),
  ];
}

function checkPool({ facts: { devops } }: Checked, { pool, poolAt }: Job): readonly Problem[] {
  if (pool === 'server') return [];
  if (pool.name === undefined)
    return pool.vmImage === undefined ? [problemAt(poolAt, 'missing-pool', 'No pool: neither here nor around it')] : [];
  const known = ['Azure Pipelines', ...devops.pools];
  if (known.includes(pool.name)) return [];
  return [
    problemAt(poolAt, 'unknown-pool', `azure-devops.json has no pool '${pool.name}'${nearest(pool.name, known)}`),
  ];
}

/** A path filter that no file of the repository fits selects nothing. */
function missingPaths({ pipeline, facts }: Checked): readonly Problem[] {
  return (['push', 'pullRequest'] as const).flatMap((key) => {
    const trigger = pipeline.triggers[key];
    if (trigger === 'none') return [];
    return Object.entries(trigger.paths.places)
      .map(([pattern, at]) => ({ path: pattern.replace(/^\//, '').replace(/\/?\*.*$/, ''), at }))
      .filter(({ path }) => path !== '' && !facts.exists(path))
      .map(({ path, at }) => problemAt(at, 'missing-path', `There is no '${path}' in the repository`));
  });
}
