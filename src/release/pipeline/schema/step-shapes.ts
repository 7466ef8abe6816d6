import {
  boolean,
  filledText,
  identifier,
  listOf,
  map,
  mapOf,
  oneOf,
  text,
  wholeNumber,
  type MapShape,
  type Shape,
} from './shape.ts';

/*
 * Steps as the YAML reference describes them, in words of our own.
 * Source: learn.microsoft.com/azure/devops/pipelines/yaml-schema/steps
 */

const common: Readonly<Record<string, Shape>> = {
  name: identifier,
  displayName: text,
  condition: filledText,
  continueOnError: boolean,
  enabled: boolean,
  env: mapOf('env', text),
  timeoutInMinutes: wholeNumber,
  retryCountOnTaskFailure: wholeNumber,
  target: text,
};

const shell = (key: string, more: Readonly<Record<string, Shape>> = {}) =>
  map(`a ${key} step`, { [key]: filledText, failOnStderr: boolean, workingDirectory: filledText, ...more, ...common });

const powershell: Readonly<Record<string, Shape>> = {
  errorActionPreference: oneOf('stop', 'continue', 'silentlyContinue'),
  warningPreference: oneOf('default', 'stop', 'continue', 'silentlyContinue'),
  ignoreLASTEXITCODE: boolean,
};

export const template: MapShape = map('a template', {
  template: filledText,
  parameters: mapOf('parameters', { kind: 'any' }),
});

const kinds: Readonly<Record<string, MapShape>> = {
  task: map(
    'a task',
    {
      task: { kind: 'text', pattern: /^[\w.-]+@\d+$/, what: 'a task and its major version, like AzureCLI@2' },
      inputs: mapOf('inputs', text),
      ...common,
    },
    [],
  ),
  script: shell('script'),
  bash: shell('bash'),
  pwsh: shell('pwsh', powershell),
  powershell: shell('powershell', powershell),
  checkout: map('a checkout', {
    checkout: filledText,
    clean: boolean,
    fetchDepth: wholeNumber,
    fetchFilter: text,
    fetchTags: boolean,
    lfs: boolean,
    path: filledText,
    persistCredentials: boolean,
    submodules: oneOf('true', 'false', 'recursive'),
    sparseCheckoutDirectories: text,
    sparseCheckoutPatterns: text,
    workspaceRepo: boolean,
    ...common,
  }),
  download: map('a download', {
    download: filledText,
    artifact: filledText,
    patterns: text,
    path: filledText,
    tags: text,
    ...common,
  }),
  publish: map('a publish step', { publish: filledText, artifact: filledText, ...common }),
  template,
};

const step: Shape = { kind: 'pick', by: kinds, what: 'a step' };
export const steps = listOf(step);
