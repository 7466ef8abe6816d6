import type { Problem } from '../../../src/infra/problem.ts';
import { checkPipelines, type CheckOptions } from '../../../src/release/pipeline/checks/check-pipelines.ts';
import type { ProjectFacts } from '../../../src/release/pipeline/checks/facts.ts';
import { projectFiles } from './project-files.ts';

const approval = {
  approvers: ['people'],
  minimum: 1,
  requesterMayApprove: false,
  timeoutMinutes: 1440,
  instructions: '',
};
const environment = (asks: boolean): ProjectFacts['environments'][string] => ({
  description: '',
  exclusiveLock: true,
  ...(asks && { approval }),
});
const connection = {
  description: '',
  subscriptionId: 's',
  subscriptionName: 's',
  tenantId: 't',
  resourceGroup: 'rg',
  identity: 'id',
};

const devops: ProjectFacts = {
  pools: ['inside'],
  environments: {
    'prod-stage': environment(false),
    'prod-live': environment(true),
    foreign: environment(false),
  },
  serviceConnections: { 'azure-prod': connection, 'azure-foreign-prod': connection },
  variableGroups: {
    shared: { description: '', variables: { owner: 'us' } },
    secrets: { description: '', keyVault: 'kv', serviceConnection: 'azure-prod', secrets: ['hook'] },
    foreign: { description: '', variables: { owner: 'them' } },
  },
  pipelines: {
    ci: { description: '', yaml: 'pipelines/ci.yml', folder: '\\' },
    release: { description: '', yaml: 'pipelines/release.yml', folder: '\\' },
  },
  permissions: {
    ci: { environments: [], serviceConnections: [], variableGroups: ['shared'] },
    release: {
      environments: ['prod-stage', 'prod-live'],
      serviceConnections: ['azure-prod'],
      variableGroups: ['shared', 'secrets'],
    },
  },
};

const flag = { takesValue: false, isMandatory: false, choices: undefined };
const value = { ...flag, takesValue: true };
const shared = { '--drop': value, '--environment': value };

export const projectOptions = (files: Readonly<Record<string, string>>): CheckOptions => ({
  read: (file) => files[file],
  devops,
  yamlFiles: Object.keys(files),
  facts: {
    npmScripts: ['test', 'release', 'build'],
    releaseSteps: {
      verify: { options: { '--drop': { ...value, isMandatory: true }, '--expect': value } },
      'deploy-code': { options: { ...shared, '--app': { ...value, choices: ['live', 'candidate'] } } },
      smoke: { options: { ...shared, '--app': value } },
      ...Object.fromEntries(
        ['plan', 'deploy-platform', 'deploy-events', 'notify', 'record-approval', 'finish', 'roll-back', 'stop'].map(
          (name) => [name, { options: shared }],
        ),
      ),
    },
    commands: { test: { options: { '--bail': flag } } },
    stepOutputs: { verify: ['digest'] },
    exists: (path) => path === 'src',
  },
});

/** What is found after one text of one file was replaced by another. */
export function problemsAfter(file: string, from: string, to: string): readonly Problem[] {
  const path = `pipelines/${file}.yml`;
  const text = projectFiles[path] ?? '';
  if (!text.includes(from)) throw new Error(`${path} has no '${from}'`);
  return checkPipelines(projectOptions({ ...projectFiles, [path]: text.replace(from, () => to) })).problems;
}

/** The line, from 1, at which a text stands. */
export const lineOf = (file: string, text: string): number => {
  const before = (projectFiles[`pipelines/${file}.yml`] ?? '').split(text)[0] ?? '';
  return before.split('\n').length;
};
