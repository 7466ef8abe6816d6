import { describe, expect, it } from 'vitest';
import { faultsOf, planOf } from './in-memory.ts';

const group = '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/offline';
const account = `${group}/providers/Microsoft.Storage/storageAccounts/docs`;

const storage = `
resource storage 'Microsoft.Storage/storageAccounts@2025-01-01' = {
  name: 'docs'
  location: resourceGroup().location
  sku: { name: 'Standard_LRS' }
}
`;

describe('planTemplate', () => {
  it('gives a resource with type, id, body and place', () => {
    const [resource] = planOf(storage).resources;

    expect(resource).toEqual({
      type: 'Microsoft.Storage/storageAccounts',
      apiVersion: '2025-01-01',
      name: 'docs',
      id: account,
      existing: false,
      body: { name: 'docs', location: 'westeurope', sku: { name: 'Standard_LRS' } },
      dependsOn: [],
      symbol: 'storage',
      source: { file: 'main.bicep', line: 2 },
    });
  });

  it('gives children their full names and ids, whether nested or with a parent', () => {
    const { resources } = planOf(`
resource storage 'Microsoft.Storage/storageAccounts@2025-01-01' = {
  name: 'docs'
  resource blobs 'blobServices' = {
    name: 'default'
    resource documents 'containers@2024-01-01' = {
      name: 'documents'
    }
  }
}
resource queues 'Microsoft.Storage/storageAccounts/queueServices@2025-01-01' = {
  parent: storage
  name: 'default'
}
output id string = storage::blobs::documents.id
`);

    expect(
      resources.map(({ type, apiVersion, name }) => [type.split('/').slice(1).join('/'), apiVersion, name]),
    ).toEqual([
      ['storageAccounts', '2025-01-01', 'docs'],
      ['storageAccounts/blobServices', '2025-01-01', 'docs/default'],
      ['storageAccounts/blobServices/containers', '2024-01-01', 'docs/default/documents'],
      ['storageAccounts/queueServices', '2025-01-01', 'docs/default'],
    ]);
    expect(resources[2]).toMatchObject({
      id: `${account}/blobServices/default/containers/documents`,
      dependsOn: [`${account}/blobServices/default`],
    });
  });

  it('unrolls loops and leaves out what a condition rules out', () => {
    const { resources } = planOf(`
param many bool = false
resource plans 'Microsoft.Web/serverfarms@2024-11-01' = [for (name, i) in ['a', 'b']: if (many || i == 0) {
  name: 'plan-\${name}'
}]
resource extra 'Microsoft.Web/serverfarms@2024-11-01' = if (many) {
  name: 'extra'
}
`);

    expect(resources.map(({ name, symbol }) => [name, symbol])).toEqual([['plan-a', 'plans[0]']]);
  });

  it('finds what has to be there first: references, also through variables, parents, and dependsOn', () => {
    const { resources } = planOf(`${storage}
var endpoint = storage.properties.primaryEndpoints.blob
resource plan 'Microsoft.Web/serverfarms@2024-11-01' = { name: 'plan' }
resource app 'Microsoft.Web/sites@2024-11-01' = {
  name: 'app'
  properties: { serverFarmId: plan.id, url: endpoint }
}
resource other 'Microsoft.Web/sites@2024-11-01' = {
  name: 'other'
  dependsOn: [app]
}
`);
    const site = `${group}/providers/Microsoft.Web/sites/app`;

    expect(resources[2]?.dependsOn.toSorted()).toEqual([account, `${group}/providers/Microsoft.Web/serverfarms/plan`]);
    expect(resources[2]?.body['properties']).toMatchObject({ url: 'https://docs.blob.core.windows.net/' });
    expect(resources[3]?.dependsOn).toEqual([site]);
  });

  it('puts extension resources below what they extend', () => {
    const { resources } = planOf(`${storage}
resource role 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage
  name: guid(storage.id)
}
`);

    expect(resources[1]?.id).toBe(
      `${account}/providers/Microsoft.Authorization/roleAssignments/${String(resources[1]?.name)}`,
    );
  });

  it('keeps what only Azure knows as the expression and its resource', () => {
    const { resources, outputs } = planOf(`
resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = { name: 'app' }
resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = { name: 'kv' }
resource role 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(identity.properties.principalId)
  properties: { principalId: identity.properties.principalId, key: vault.listKeys().keys[0].value }
}
output client string = 'ClientId=\${identity.properties.clientId}'
`);
    const of = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/app`;

    expect(resources[2]?.body['properties']).toEqual({
      principalId: { runtime: 'identity.properties.principalId', of },
      key: { runtime: 'vault.listKeys().keys[0].value', of: `${group}/providers/Microsoft.KeyVault/vaults/kv` },
    });
    expect(outputs['client']).toEqual({ runtime: "'ClientId=${identity.properties.clientId}'", of });
    expect(resources[2]?.name).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('marks what is only looked up', () => {
    const { resources } = planOf(
      "resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = { name: 'kv' }\noutput uri string = vault.properties.vaultUri",
    );

    expect(resources[0]).toMatchObject({ existing: true, name: 'kv' });
  });

  it('plans a template of a subscription', () => {
    const { resources } = planOf(
      "targetScope = 'subscription'\nresource rg 'Microsoft.Resources/resourceGroups@2025-04-01' = {\n  name: 'rg'\n  location: deployment().location\n}",
    );

    expect(resources[0]).toMatchObject({
      id: '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg',
      body: { location: 'westeurope' },
    });
  });

  it.each([
    [
      "resource a 'X.Y/z@2024-01-01' = { name: 'n' }\nresource b 'X.Y/z@2024-01-01' = { name: 'N' }",
      `main.bicep:2: double-resource: ${group}/providers/X.Y/z/N is created twice`,
    ],
    [
      "resource a 'X.Y/z@2024-01-01' = { name: 'n' }\nresource b 'X.Y/z@2024-01-01' = { name: a.properties.x }",
      'main.bicep:2: plan: The name a.properties.x is only known at run time',
    ],
    [
      "resource a 'X.Y/z@2024-01-01' = if (false) { name: 'n' }\noutput x string = a.properties.y",
      "main.bicep:1: plan: 'a' is not deployed here, for its condition does not hold: 'properties.y' has no value",
    ],
    ['output a string = [1][3]', 'main.bicep:1: plan: There is no item 3: the array has 1'],
    ['output a string = { b: 1 }.c', "main.bicep:1: unknown-property: There is no property 'c'; there are: b"],
    ['output a int = 1 + true', "main.bicep:1: plan: '+' cannot be applied to an int and a bool"],
    [
      "targetScope = 'tenant'",
      "main.bicep:1: scope: A plan of the scope 'tenant' is not supported: resourceGroup and subscription are",
    ],
  ])('refuses %j', (text, fault) => {
    expect(faultsOf(text)).toContain(fault);
  });
});
