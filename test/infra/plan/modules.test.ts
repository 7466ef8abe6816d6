import { describe, expect, it } from 'vitest';
import { faultsOf, planOf } from './in-memory.ts';

const group = '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/offline';

const files = {
  'main.bicep': `
module first 'modules/store.bicep' = {
  name: 'first'
  params: { name: 'a' }
}
module second 'modules/store.bicep' = {
  name: 'second'
  params: { name: 'b', after: first.outputs.id }
}
module more 'modules/store.bicep' = [for name in ['c', 'd']: {
  name: 'more-\${name}'
  params: { name: name }
  dependsOn: [second]
}]
output ids array = [for i in range(0, 2): more[i].outputs.id]
`,
  'modules/store.bicep': `
@minLength(1)
param name string
param after string = ''
resource store 'Microsoft.Storage/storageAccounts@2025-01-01' = {
  name: 'st\${name}'
  tags: { after: after, deployment: deployment().name }
}
output id string = store.id
`,
};
const id = (name: string) => `${group}/providers/Microsoft.Storage/storageAccounts/st${name}`;

describe('modules of a plan', () => {
  it('gives parameters, takes outputs, and says which module a resource is from', () => {
    const { resources, outputs } = planOf(files);

    expect(resources.map(({ name, module }) => [name, module])).toEqual([
      ['sta', 'first'],
      ['stb', 'second'],
      ['stc', 'more[0]'],
      ['std', 'more[1]'],
    ]);
    expect(resources[1]?.body['tags']).toEqual({ after: id('a'), deployment: 'second' });
    expect(resources[1]?.source).toEqual({ file: 'modules/store.bicep', line: 5 });
    expect(outputs['ids']).toEqual([id('c'), id('d')]);
  });

  it('lets all of a module wait for what its parameters and dependsOn name', () => {
    const { resources } = planOf(files);

    expect(resources.map(({ dependsOn }) => dependsOn)).toEqual([[], [id('a')], [id('b')], [id('b')]]);
  });

  it('nests modules', () => {
    const nested = {
      ...files,
      'main.bicep': "module outer 'outer.bicep' = {\n  name: 'outer'\n}",
      'outer.bicep': "module inner 'modules/store.bicep' = {\n  name: 'inner'\n  params: { name: 'x' }\n}",
    };

    expect(planOf(nested).resources.map(({ name, module }) => [name, module])).toEqual([['stx', 'outer.inner']]);
  });

  it('deploys into another resource group', () => {
    const other = {
      ...files,
      'main.bicep':
        "module a 'modules/store.bicep' = {\n  name: 'a'\n  scope: resourceGroup('other')\n  params: { name: 'x' }\n}",
    };

    expect(planOf(other).resources[0]?.id).toContain('/resourceGroups/other/providers/');
  });

  it.each([
    ['{ }', "main.bicep:1: missing-parameter: The parameter 'name' has no value"],
    ["{ name: '' }", "main.bicep:3: wrong-parameter: The parameter 'name': '' is shorter than 1"],
    [
      '{ name: 3 }',
      "main.bicep:3: wrong-parameter: The parameter 'name': a value of type string is needed, this is an int",
    ],
    ["{ name: 'x', nam: 'y' }", "main.bicep:3: unknown-parameter: The module has no parameter 'nam'"],
  ])('refuses the parameters %s at their place', (params, fault) => {
    const text = `module a 'modules/store.bicep' = {\n  name: 'a'\n  params: ${params}\n}`;

    expect(faultsOf({ ...files, 'main.bicep': text })).toContain(fault);
  });

  it('names a file that is not there, and faults inside of a module', () => {
    expect(faultsOf("module a 'b.bicep' = {\n  name: 'a'\n}")).toEqual([
      'b.bicep:1: missing-file: The file cannot be read: ENOENT: b.bicep',
    ]);
    expect(faultsOf({ 'main.bicep': "module a 'b.bicep' = {\n  name: 'a'\n}", 'b.bicep': 'var x = \n' })[0]).toMatch(
      /^b\.bicep:1: syntax:/,
    );
  });
});
