import { describe, expect, it } from 'vitest';
import { codeProblems } from '../../../src/infra/code/compare.ts';
import { readCode } from '../../../src/infra/code/read-code.ts';
import type { CodeFacts, Used } from '../../../src/infra/code/code-facts.ts';
import { deploymentAfter, root } from '../changed-files.ts';

const code = readCode(root);
const unchanged = deploymentAfter('dev');
const added = (names: readonly Used[], name: string): Used[] => [...names, { name, file: 'src/new.ts', line: 7 }];

describe('code against plan', () => {
  it.each(['dev', 'prod'] as const)('agree in %s', (environment) => {
    expect(codeProblems({ ...deploymentAfter(environment), code })).toEqual([]);
  });

  const module = (name: string) => `infra/modules/${name}.bicep`;
  it.each<{ code: string; file: string; from: string; to: string }>([
    { code: 'missing-setting', file: module('app-settings'), from: '  Cosmos__clientId: clientId\n', to: '' },
    { code: 'missing-setting', file: module('app-settings'), from: '  AZURE_CLIENT_ID: clientId\n', to: '' },
    { code: 'missing-setting', file: 'infra/settings.json', from: '"SWEEP_SCHEDULE"', to: '"SWEEP_SCHEDULES"' },
    { code: 'unused-setting', file: 'infra/settings.json', from: '"PAGE_LIMIT"', to: '"PAGES"' },
    {
      code: 'unused-setting',
      file: module('app-settings'),
      from: 'AZURE_CLIENT_ID: clientId',
      to: "AZURE_CLIENT_ID: clientId\n  Storage: ''",
    },
    { code: 'candidate-trigger', file: 'infra/main.bicep', from: "  'sweep'\n", to: '' },
    { code: 'disabled-function', file: 'infra/main.bicep', from: "  'sweep'\n", to: "  'sweep'\n  'swoop'\n" },
    { code: 'disabled-function', file: 'infra/main.bicep', from: 'disabled: []', to: "disabled: ['sweep']" },
    { code: 'missing-blob-container', file: module('storage'), from: "'training', ", to: '' },
    { code: 'unused-blob-container', file: module('storage'), from: "'training', ", to: "'training', 'drafts', " },
    { code: 'missing-queue', file: module('storage'), from: "'score', ", to: '' },
    { code: 'unused-queue', file: module('storage'), from: "'score-poison'", to: "'score-poisoned'" },
    {
      code: 'missing-Cosmos-DB-container',
      file: module('cosmos-database'),
      from: "name: 'leases'",
      to: "name: 'lease'",
    },
    { code: 'unused-database', file: module('cosmos-database'), from: "name: 'docscore'", to: "name: 'docs'" },
    { code: 'partition-key', file: module('cosmos-database'), from: "'/model'", to: "'/modelVersion'" },
    { code: 'default-ttl', file: module('cosmos-database'), from: '604800', to: '60480' },
    { code: 'missing-hub', file: module('event-hubs'), from: "'predictions', ", to: "'results', " },
    {
      code: 'missing-consumer-group',
      file: module('event-hubs'),
      from: "name: 'score-requests'",
      to: "name: 'scorers'",
    },
    { code: 'missing-consumer-group', file: module('event-hubs'), from: 'hubs[1]', to: 'hubs[0]' },
    { code: 'missing-role', file: module('data-access'), from: "'documents', ", to: '' },
    {
      code: 'unused-role',
      file: module('data-access'),
      from: "containerName: 'models', role: roles.storageBlobDataReader",
      to: "containerName: 'models', role: roles.storageBlobDataContributor",
    },
    {
      code: 'missing-role',
      file: module('data-access'),
      from: 'role: roles.eventHubsDataReceiver',
      to: 'role: roles.eventHubsDataSender',
    },
    {
      code: 'missing-role',
      file: module('system-topic'),
      from: 'scope: account::blobs::deadletter',
      to: 'scope: account::blobs',
    },
    {
      code: 'unused-role',
      file: module('people-access'),
      from: "['models', 'releases']",
      to: "['models', 'releases', 'documents']",
    },
    { code: 'missing-item-action', file: module('cosmos-access'), from: "  '${container}/items/upsert'\n", to: '' },
    {
      code: 'unused-item-action',
      file: module('cosmos-access'),
      from: 'actions: concat(look, write), who',
      to: "actions: concat(look, write, ['${container}/readChangeFeed']), who",
    },
    { code: 'subscription', file: 'infra/events.bicep', from: 'receive-document', to: 'receive-documents' },
    { code: 'missing-subscription', file: 'infra/events.bicep', from: 'receive-document', to: 'sweep' },
    { code: 'subscription', file: 'infra/events.bicep', from: 'maxEventsPerBatch: 1', to: 'maxEventsPerBatch: 10' },
    {
      code: 'subscription',
      file: 'infra/events.bicep',
      from: "blobContainerName: 'deadletter'",
      to: "blobContainerName: 'deadletters'",
    },
    { code: 'subscription', file: 'infra/events.bicep', from: 'containers/documents/', to: 'containers/document/' },
    { code: 'unknown-event', file: module('alerts'), from: '"document.dead"', to: '"document.died"' },
    { code: 'unknown-function', file: module('alerts'), from: '"watch-rollouts"', to: '"watch-rollout"' },
    {
      code: 'unknown-table',
      file: module('alerts'),
      from: "'AppRequests | where OperationName",
      to: "'Requests | where OperationName",
    },
    { code: 'unknown-event', file: 'infra/workbook.json', from: 'rollout.changed', to: 'rollout.moved' },
    { code: 'unheard-event', file: module('alerts'), from: '"canary.withdrawn"', to: '"rollout.changed"' },
    { code: 'unheard-event', file: module('alerts'), from: 'Success == false', to: 'Success == true' },
    { code: 'missing-output', file: 'infra/main.bicep', from: 'output candidateAppUrl', to: 'output candidateUrl' },
    { code: 'candidate-name', file: 'infra/main.bicep', from: "suffix: '-candidate'", to: "suffix: '-next'" },
    { code: 'subscription', file: 'infra/events.bicep', from: "'Microsoft.Storage.BlobCreated', ", to: '' },
  ])('differ by $code when $file says $to', ({ code: wanted, ...change }) => {
    const problems = codeProblems({ ...deploymentAfter('dev', change), code });

    expect(problems.map((problem) => problem.code)).toContain(wanted);
    expect(problems.every(({ file, line }) => file.startsWith('infra/') && line > 0)).toBe(true);
  });

  it.each<{ wanted: string; change: Partial<CodeFacts> }>([
    { wanted: 'missing-setting', change: { settings: added(code.settings, 'NEW_LIMIT') } },
    { wanted: 'missing-blob-container', change: { blobContainers: added(code.blobContainers, 'drafts') } },
    { wanted: 'missing-hub', change: { sendingHubs: added(code.sendingHubs, 'alarms') } },
    { wanted: 'missing-item-action', change: { itemActions: added(code.itemActions, 'executeStoredProcedure') } },
    { wanted: 'unused-setting', change: { settings: code.settings.filter(({ name }) => name !== 'PAGE_LIMIT') } },
    { wanted: 'unused-queue', change: { queues: code.queues.slice(1) } },
    { wanted: 'unknown-event', change: { logEvents: code.logEvents.filter(({ name }) => name !== 'document.dead') } },
    {
      wanted: 'candidate-trigger',
      change: {
        functions: [...code.functions, { name: 'new', file: 'src/new.ts', line: 7, trigger: 'timer', settings: [] }],
      },
    },
  ])('differ by $wanted when the code changes', ({ wanted, change }) => {
    const problems = codeProblems({ ...unchanged, code: { ...code, ...change } });

    expect(problems.map((problem) => problem.code)).toContain(wanted);
  });

  it('names both places', () => {
    const facts = { ...code, blobContainers: added(code.blobContainers, 'drafts') };

    const [problem] = codeProblems({ ...unchanged, code: facts });

    expect(problem).toMatchObject({ file: 'infra/modules/storage.bicep', code: 'missing-blob-container' });
    expect(problem?.message).toContain('src/new.ts:7');
  });
});
