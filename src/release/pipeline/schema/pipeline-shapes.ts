import { parameterTypes } from '../template/parameter-type.ts';
import { jobs, pool, stages, variables } from './job-shapes.ts';
import {
  any,
  boolean,
  filledText,
  identifier,
  listOf,
  map,
  oneOf,
  text,
  unsupported,
  type MapShape,
  type Shape,
} from './shape.ts';
import { steps, template } from './step-shapes.ts';

/* Source: learn.microsoft.com/azure/devops/pipelines/yaml-schema: pipeline, trigger, pr, schedules, resources, parameters. */

const filter: Shape = {
  kind: 'either',
  what: 'a filter',
  list: listOf(filledText),
  map: map('a filter', { include: listOf(filledText), exclude: listOf(filledText) }),
};

const trigger: Shape = {
  kind: 'either',
  what: 'a trigger',
  text: oneOf('none'),
  list: listOf(filledText),
  map: map('a trigger', { batch: boolean, branches: filter, paths: filter, tags: filter }),
};

const pr: Shape = {
  kind: 'either',
  what: 'a trigger',
  text: oneOf('none'),
  list: listOf(filledText),
  map: map('a trigger', { autoCancel: boolean, branches: filter, paths: filter, drafts: boolean }),
};

const pipelineResource = map(
  'a pipeline resource',
  {
    pipeline: identifier,
    project: filledText,
    source: filledText,
    version: filledText,
    branch: filledText,
    tags: any,
    trigger: {
      kind: 'either',
      what: 'a trigger',
      text: oneOf('none', 'true'),
      map: map('a trigger', { enabled: boolean, branches: filter, stages: listOf(filledText), tags: filter }),
    },
  },
  ['pipeline', 'source'],
);

const resources = map('resources', {
  pipelines: listOf(pipelineResource),
  repositories: unsupported('another repository'),
  containers: unsupported('containers'),
  packages: unsupported('packages'),
  webhooks: unsupported('webhooks'),
  builds: unsupported('builds'),
});

/** A type is ours to demand: without one `false` is a text, and a text that is not empty is true. */
const parameter = map(
  'a parameter',
  {
    name: identifier,
    displayName: filledText,
    type: oneOf(...parameterTypes),
    default: any,
    values: listOf(text, 'values'),
  },
  ['name', 'type'],
);

const parameters: Shape = {
  kind: 'either',
  what: 'parameters',
  list: listOf(parameter),
  map: { ...map('parameters', {}), others: any },
};

const schedule = map(
  'a schedule',
  { cron: filledText, displayName: filledText, branches: filter, batch: boolean, always: boolean },
  ['cron', 'branches'],
);

const body: Readonly<Record<string, Shape>> = {
  parameters,
  variables,
  pool,
  resources,
  lockBehavior: oneOf('sequential', 'runLatest'),
};

/** A pipeline, whole. */
export const pipeline: MapShape = map('a pipeline', {
  ...body,
  name: text,
  appendCommitMessageToRunName: boolean,
  trigger,
  pr,
  schedules: listOf(schedule),
  stages,
  jobs,
  steps,
  extends: template,
});

/** A template file, by its top key. */
export const templateFile: MapShape = map('a template', { parameters, variables, stages, jobs, steps });

/** A template that pipelines extend. */
export const extendedFile: MapShape = map('a template', { ...body, stages, jobs, steps, extends: template });
