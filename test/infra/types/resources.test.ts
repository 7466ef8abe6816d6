import { describe, expect, it } from 'vitest';
import { anAccount, problemsOf } from './bicep-problems.ts';

describe('a resource against the type data', () => {
  it('passes when it is right', () => {
    expect(problemsOf(anAccount("tags: { system: 'docscore' }", 'allowSharedKeyAccess: false'))).toEqual([]);
  });

  it.each([
    {
      fault: 'a property that the type has not',
      properties: 'allowSharedKeysAccess: false',
      problem: '9:unknown-property',
    },
    { fault: 'another kind of value', properties: "allowSharedKeyAccess: 'no'", problem: '9:wrong-type' },
    { fault: 'an object for a text', properties: 'accessTier: { tier: 1 }', problem: '9:wrong-type' },
    { fault: 'a value that is not listed', properties: "publicNetworkAccess: 'Disable'", problem: '9:unlisted-value' },
    { fault: 'a value of a closed set', properties: "accessTier: 'Warm'", problem: '9:unknown-value' },
    {
      fault: 'a property that only Azure sets',
      properties: "provisioningState: 'Succeeded'",
      problem: '9:read-only-property',
    },
    {
      fault: 'a fault deep inside',
      properties: "networkAcls: { defaultAction: 'Deny', ipRules: [{ value: '10.0.0.1', acton: 'Allow' }] }",
      problem: '9:unknown-property',
    },
    {
      fault: 'a list that is none',
      properties: "networkAcls: { defaultAction: 'Deny', ipRules: {} }",
      problem: '9:wrong-type',
    },
    {
      fault: 'one branch of a choice',
      properties: "networkAcls: { defaultAction: account.name == 'a' ? 'Deny' : 'Block' }",
      problem: '9:unknown-value',
    },
  ])('finds $fault', ({ properties, problem }) => {
    expect(problemsOf(anAccount('', properties))).toEqual([problem]);
  });

  it.each([
    { fault: 'a missing required property', from: "  kind: 'StorageV2'\n", to: '', problem: '1:missing-property' },
    { fault: 'a misspelt type', from: 'storageAccounts@', to: 'storageAccount@', problem: '1:unknown-resource-type' },
    {
      fault: 'an api version that is not in the data',
      from: '2025-01-01',
      to: '2024-02-30',
      problem: '1:unknown-api-version',
    },
    {
      fault: 'a name that is too long',
      from: "'stdocscore'",
      to: "'stdocscoredocscoredocscore'",
      problem: '2:text-length',
    },
    { fault: 'a name with a wrong letter', from: "'stdocscore'", to: "'st-docscore'", problem: '2:text-pattern' },
    { fault: 'a name of too many parts', from: "'stdocscore'", to: "'stdocscore/default'", problem: '2:name-segments' },
  ])('finds $fault', ({ from, to, problem }) => {
    expect(problemsOf(anAccount().replace(from, to))).toContain(problem);
  });

  it('chooses the object by its discriminator', () => {
    const subscription = (
      destination: string,
    ) => `resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' existing = {
  name: 'topic'
}
resource uploads 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15' = {
  parent: topic
  name: 'uploads'
  properties: { destination: ${destination} }
}
`;

    expect(problemsOf(subscription("{ endpointType: 'AzureFunction', properties: { maxEventsPerBatch: 1 } }"))).toEqual(
      [],
    );
    expect(
      problemsOf(subscription("{ endpointType: 'AzureFunction', properties: { maxEventsPerBatchs: 1 } }")),
    ).toEqual(['7:unknown-property']);
    expect(problemsOf(subscription("{ endpointType: 'AzureFunctions', properties: {} }"))).toEqual(['7:unknown-value']);
    expect(problemsOf(subscription('{ properties: {} }'))).toEqual(['7:missing-property']);
  });

  it('looks into a variable that stands for such an object', () => {
    const account = (
      tier: string,
    ) => `var backup = { type: 'Continuous', continuousModeProperties: { tier: '${tier}' } }
resource account 'Microsoft.DocumentDB/databaseAccounts@2025-04-15' = {
  name: 'cosmos-docscore'
  location: 'westeurope'
  properties: {
    databaseAccountOfferType: 'Standard'
    locations: [{ locationName: 'westeurope' }]
    backupPolicy: backup
  }
}
`;

    expect(problemsOf(account('Continuous30Days'))).toEqual([]);
    expect(problemsOf(account('Continuous31Days'))).toEqual(['8:unlisted-value']);
  });
});

describe('how resources hang together', () => {
  const queues = (parent: string) => `${anAccount()}
resource service 'Microsoft.Storage/storageAccounts/queueServices@2025-01-01' = {
  parent: account
  name: 'default'
}
resource queue 'Microsoft.Storage/storageAccounts/queueServices/queues@2025-01-01' = {
  parent: ${parent}
  name: 'ocr'
}
`;

  it('takes only a parent of the right type', () => {
    expect(problemsOf(queues('service'))).toEqual([]);
    expect(problemsOf(queues('account'))).toEqual(['18:wrong-parent']);
  });

  it('finds a child that is not inside', () => {
    const nested = anAccount("resource blobs 'blobServices' = { name: 'default' }");
    const use = (child: string) => `${nested}output id string = account::${child}.id\n`;

    expect(problemsOf(use('blobs'))).toEqual([]);
    expect(problemsOf(use('blob'))).toEqual(['12:unknown-child']);
  });

  it('asks an extension for its scope, and refuses one that is not a resource', () => {
    const lock = (scope: string) =>
      `${anAccount()}resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {\n  name: 'x'\n  ${scope}\n  properties: {}\n}\n`;

    expect(problemsOf(lock('scope: account'))).toEqual([]);
    expect(problemsOf(lock(''))).toEqual(['12:missing-scope']);
    expect(problemsOf(lock('scope: account.id'))).toEqual(['14:wrong-scope']);
  });

  it('refuses a type that the target scope cannot hold', () => {
    expect(problemsOf(`targetScope = 'subscription'\n${anAccount()}`)).toEqual(['2:wrong-scope']);
  });

  it('gives an existing resource nothing but its name, parent and scope', () => {
    const existing = (body: string) =>
      `resource account 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {\n  ${body}\n}\n`;

    expect(problemsOf(existing("name: 'stdocscore'"))).toEqual([]);
    expect(problemsOf(existing("location: 'westeurope'"))).toEqual(
      ['2:existing-property', '1:missing-property'].sort(),
    );
  });

  it('lists only resources and modules to wait for', () => {
    expect(problemsOf(`${anAccount()}${anAccount("dependsOn: ['account']").replace('account ', 'other ')}`)).toEqual([
      '17:wrong-type',
    ]);
  });
});
