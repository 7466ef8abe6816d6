import {
  any,
  boolean,
  filledText,
  identifier,
  listOf,
  map,
  mapOf,
  oneOf,
  text,
  unsupported,
  wholeNumber,
  type Shape,
} from './shape.ts';
import { steps, template } from './step-shapes.ts';

/* Source: learn.microsoft.com/azure/devops/pipelines/yaml-schema: stages, jobs, deployment, pool, variables, strategy. */

/** Only the names that Microsoft hosts today. Source: …/azure/devops/pipelines/agents/hosted#software */
const vmImage = oneOf(
  'ubuntu-latest',
  'ubuntu-24.04',
  'ubuntu-22.04',
  'windows-latest',
  'windows-2025',
  'windows-2022',
  'macOS-latest',
  'macOS-15',
  'macOS-14',
);

export const pool: Shape = {
  kind: 'either',
  what: 'a pool',
  text: filledText,
  map: map('a pool', {
    name: filledText,
    vmImage,
    demands: { kind: 'either', what: 'demands', text: filledText, list: listOf(filledText) },
  }),
};

const names: Shape = { kind: 'either', what: 'names', text: text, list: listOf(filledText) };

const variable: Shape = {
  kind: 'pick',
  what: 'a variable',
  by: {
    name: map('a variable', { name: filledText, value: text, readonly: boolean }, ['value']),
    group: map('a variable group', { group: filledText }),
    template,
  },
};

export const variables: Shape = {
  kind: 'either',
  what: 'variables',
  list: listOf(variable),
  map: mapOf('variables', text),
};

const around: Readonly<Record<string, Shape>> = {
  displayName: filledText,
  dependsOn: names,
  condition: filledText,
  continueOnError: boolean,
  timeoutInMinutes: wholeNumber,
  cancelTimeoutInMinutes: wholeNumber,
  variables,
  pool,
  container: unsupported('a job in a container'),
  services: unsupported('service containers'),
  workspace: map('workspace', { clean: oneOf('outputs', 'resources', 'all') }),
  uses: any,
  templateContext: any,
};

const hook = map('a hook', { steps, pool }, ['steps']);

const runOnce = map(
  'runOnce',
  {
    preDeploy: hook,
    deploy: hook,
    routeTraffic: hook,
    postRouteTraffic: hook,
    on: map('on', { failure: hook, success: hook }),
  },
  ['deploy'],
);

const job: Shape = {
  kind: 'pick',
  what: 'a job',
  by: {
    job: map('a job', { job: identifier, ...around, strategy: unsupported('a matrix of jobs'), steps }, ['steps']),
    deployment: map(
      'a deployment',
      {
        deployment: identifier,
        ...around,
        environment: {
          kind: 'either',
          what: 'an environment',
          text: filledText,
          map: map(
            'an environment',
            { name: filledText, resourceName: text, resourceId: text, resourceType: text, tags: text },
            ['name'],
          ),
        },
        strategy: map('a strategy', { runOnce, rolling: unsupported('rolling'), canary: unsupported('canary') }, [
          'runOnce',
        ]),
      },
      ['environment', 'strategy'],
    ),
    template,
  },
};

export const jobs = listOf(job, 'jobs');

const stage: Shape = {
  kind: 'pick',
  what: 'a stage',
  by: {
    stage: map(
      'a stage',
      {
        stage: identifier,
        displayName: filledText,
        dependsOn: names,
        condition: filledText,
        variables,
        pool,
        jobs,
        lockBehavior: oneOf('sequential', 'runLatest'),
        trigger: oneOf('manual', 'automatic'),
        isSkippable: boolean,
        templateContext: any,
      },
      ['jobs'],
    ),
    template,
  },
};

export const stages = listOf(stage, 'stages');
