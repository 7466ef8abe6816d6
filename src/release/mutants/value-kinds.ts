import { misspelled, type Mutant } from './mutant.ts';
import { change, type ScalarSite, type SourceFile } from './site.ts';
import type { Mutator } from './text-kinds.ts';

const at =
  (
    filter: (site: ScalarSite, source: SourceFile) => boolean,
    kind: string,
    to: (value: string, random: () => number) => string,
  ): Mutator =>
  (source, random) =>
    source.scalars
      .filter((site) => site.value !== '' && filter(site, source))
      .flatMap(({ node, value }) => change(source, kind, node.at, value, to(value, random)));

const typo = (kind: string, ...keys: string[]): Mutator =>
  at(({ key, value }) => keys.includes(key) && !value.includes('${{'), kind, misspelled);

const stageNames = (source: SourceFile) =>
  source.scalars.filter(({ key, path }) => key === 'stage' && path.endsWith('.stage')).map(({ value }) => value);

/** A dependency on nothing, on itself, or on what comes later. */
const dependsOn: Mutator = (source, random) => {
  const names = stageNames(source);
  return source.scalars
    .filter(({ key, value, path }) => key === 'dependsOn' && value !== '' && path.includes('stages'))
    .flatMap((site): Mutant[] => {
      const own =
        [...source.scalars].filter(({ key, node }) => key === 'stage' && node.at.line < site.node.at.line).at(-1)
          ?.value ?? '';
      const later = names.slice(names.indexOf(own) + 1);
      return [misspelled(site.value, random), own, ...later].flatMap((to) =>
        change(source, 'dependsOn', site.node.at, site.value, to),
      );
    });
};

/** A stage under another name: one that is taken, or one that nobody waits for. */
const stages: Mutator = (source, random) => {
  const names = stageNames(source);
  return source.scalars
    .filter(({ key, path }) => key === 'stage' && path.endsWith('.stage'))
    .filter(({ value }) => source.text.split(value).length > 2)
    .flatMap(({ node, value }) => [
      ...(source.text.includes(`dependsOn: ${value}`)
        ? change(source, 'stage name', node.at, value, misspelled(value, random))
        : []),
      ...change(source, 'stage name', node.at, value, names.find((name) => name !== value) ?? '1st'),
      ...change(source, 'stage name', node.at, value, `${value}-1`),
    ]);
};

/** A value that the parameter's type or its `values` do not allow. */
const parameterValues: Mutator = (source, random) =>
  source.scalars
    .filter(
      ({ path, value }) =>
        /\.parameters\.(environment|azure|source|earlierEvidence)$/.test(path) && !value.includes('${{'),
    )
    .flatMap(({ node, value }) =>
      change(
        source,
        'parameter value',
        node.at,
        value,
        /^(true|false)$/.test(value) ? 'perhaps' : misspelled(value, random),
      ),
    );

/** The other deployment: prod's code to dev, or the other way round. */
const targets: Mutator = (source) =>
  source.scalars
    .filter(({ path }) => path.endsWith('.parameters.azure'))
    .flatMap(({ node, value }) => change(source, 'target', node.at, value, value === 'dev' ? 'prod' : 'dev'));

const parameterTypes: Mutator = (source, random) =>
  source.scalars
    .filter(({ path }) => path.endsWith('parameters.[].type'))
    .flatMap(({ node, value }) => [
      ...change(source, 'parameter type', node.at, value, misspelled(value, random)),
      ...(value === 'string' || value === 'boolean' || value === 'object'
        ? change(source, 'parameter type', node.at, value, 'number')
        : []),
      ...(value === 'object' ? change(source, 'parameter type', node.at, value, 'stepList') : []),
    ]);

const defaults: Mutator = (source) =>
  source.scalars
    .filter(({ path, value }) => path.endsWith('parameters.[].default') && value !== "''" && value !== '')
    .flatMap(({ node, value }) => change(source, 'parameter default', node.at, value, 'nothing-like-it'));

/** An environment, a connection or a group that exists, and that this pipeline may not use. */
const unauthorised: Mutator = (source) => {
  const others: Readonly<Record<string, readonly string[]>> = {
    'pipelines/ci.yml': ['shared-secrets'],
    'pipelines/release.yml': ['docscore-prod-models', 'docscore-prod-models-candidate'],
    'pipelines/train.yml': ['docscore-prod', 'docscore-dev', 'docscore-prod-candidate'],
  };
  return source.scalars
    .filter(({ key, value }) => (key === 'environment' || key === 'group') && !value.includes('${{'))
    .flatMap(({ node, value }) =>
      (others[source.file] ?? []).flatMap((to) => change(source, 'not authorised', node.at, value, to)),
    );
};

const booleansAndNumbers: Mutator = (source) =>
  source.scalars
    .filter(({ key }) => ['batch', 'timeoutInMinutes', 'fetchDepth', 'failTaskOnMissingResultsFile'].includes(key))
    .flatMap(({ node, value }) => change(source, 'value', node.at, value, 'many'));

/** Faults in values: names of things, types, references. */
export const valueKinds: Readonly<Record<string, Mutator>> = {
  dependsOn,
  'stage name': stages,
  'parameter value': parameterValues,
  'parameter type': parameterTypes,
  target: targets,
  'parameter default': defaults,
  'not authorised': unauthorised,
  value: booleansAndNumbers,
  environment: typo('environment', 'environment'),
  group: typo('group', 'group'),
  template: typo('template', 'template'),
  artifact: at(({ key, value }) => key === 'artifact' && !value.includes('${{'), 'artifact', misspelled),
  pool: typo('pool', 'vmImage'),
  task: typo('task', 'task'),
  'task input': typo('task input', 'scriptType', 'scriptLocation', 'testResultsFormat', 'buildType'),
  connection: at(
    ({ key }) => key === 'azureSubscription',
    'connection',
    (value) => value.replace('docscore-', 'docscroe-'),
  ),
  'pipeline resource': typo('pipeline resource', 'pipeline', 'source'),
  'lock behaviour': typo('lock behaviour', 'lockBehavior'),
  'trigger path': at(({ path }) => path.includes('.paths.'), 'trigger path', misspelled),
};
