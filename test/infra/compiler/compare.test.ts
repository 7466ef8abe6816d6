import { describe, expect, it } from 'vitest';
import { compareCompiled } from '../../../src/infra/compiler/compare.ts';
import { diagnosticsOf, officialProblems } from '../../../src/infra/compiler/official.ts';
import type { ItemObject } from '../../../src/infra/plan/item.ts';
import { planOf } from '../plan/in-memory.ts';

const files = {
  'main.bicep': `
param names array = ['a', 'b']
param extra bool = false
var prefix = 'st'
module stores 'store.bicep' = [for (name, i) in names: {
  name: 'store-\${name}'
  params: { name: '\${prefix}\${name}', index: i }
}]
resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = if (extra) {
  name: 'id'
}
resource app 'Microsoft.Web/sites@2024-11-01' = {
  name: 'app'
  kind: extra ? 'one' : 'other'
  properties: { first: stores[0].outputs.id, many: [for n in names: toUpper(n)], picked: filter(names, n => n != 'a') }
}
`,
  'store.bicep': `
param name string
param index int
resource store 'Microsoft.Storage/storageAccounts@2025-01-01' = {
  name: name
  tags: { index: string(index) }
}
resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2025-01-01' = {
  parent: store
  name: 'default'
  properties: { endpoint: store.properties.primaryEndpoints.blob }
}
output id string = store.id
`,
};

const store = (symbolic: boolean) => {
  const account = {
    type: 'Microsoft.Storage/storageAccounts',
    apiVersion: '2025-01-01',
    name: "[parameters('name')]",
    tags: { index: "[string(parameters('index'))]" },
  };
  const blobs = {
    ...{
      type: 'Microsoft.Storage/storageAccounts/blobServices',
      apiVersion: '2025-01-01',
      name: "[format('{0}/{1}', parameters('name'), 'default')]",
    },
    properties: {
      endpoint: symbolic
        ? "[reference('store').primaryEndpoints.blob]"
        : "[reference(resourceId('Microsoft.Storage/storageAccounts', parameters('name')), '2025-01-01').primaryEndpoints.blob]",
    },
    dependsOn: ['store'],
  };
  return {
    ...{ $schema: 'x', contentVersion: '1.0.0.0', parameters: { name: { type: 'string' }, index: { type: 'int' } } },
    resources: symbolic ? { store: account, blobs } : [account, blobs],
    outputs: { id: { type: 'string', value: "[resourceId('Microsoft.Storage/storageAccounts', parameters('name'))]" } },
  };
};

/** As the compiler writes main.bicep: by hand, from its documented form. */
const compiled = (symbolic: boolean): ItemObject => {
  const module = {
    ...{
      type: 'Microsoft.Resources/deployments',
      apiVersion: '2025-04-01',
      name: "[format('store-{0}', parameters('names')[copyIndex()])]",
    },
    copy: { name: 'stores', count: "[length(parameters('names'))]" },
    properties: {
      mode: 'Incremental',
      parameters: {
        name: { value: "[format('{0}{1}', variables('prefix'), parameters('names')[copyIndex()])]" },
        index: { value: '[copyIndex()]' },
      },
      template: store(symbolic),
    },
  };
  const first = symbolic
    ? "[reference('stores[0]').outputs.id.value]"
    : "[reference(resourceId('Microsoft.Resources/deployments', format('store-{0}', parameters('names')[0])), '2025-04-01').outputs.id.value]";
  const identity = {
    condition: "[parameters('extra')]",
    type: 'Microsoft.ManagedIdentity/userAssignedIdentities',
    apiVersion: '2024-11-30',
    name: 'id',
  };
  const app = {
    ...{
      type: 'Microsoft.Web/sites',
      apiVersion: '2024-11-01',
      name: 'app',
      kind: "[if(parameters('extra'), 'one', 'other')]",
    },
    properties: {
      copy: [
        {
          name: 'many',
          count: "[length(parameters('names'))]",
          input: "[toUpper(parameters('names')[copyIndex('many')])]",
        },
      ],
      first,
      picked: "[filter(parameters('names'), lambda('n', not(equals(lambdaVariables('n'), 'a'))))]",
    },
    dependsOn: ['stores'],
  };
  return {
    ...(symbolic && { languageVersion: '2.0' }),
    parameters: { names: { type: 'array', defaultValue: ['a', 'b'] }, extra: { type: 'bool', defaultValue: false } },
    variables: { prefix: 'st' },
    resources: symbolic ? { stores: module, identity, app } : [module, identity, app],
  } satisfies object;
};

const messages = (template: ItemObject, plan = planOf(files)) =>
  compareCompiled('main.bicep', template, plan).map(({ file, line, message }) => `${file}:${String(line)}: ${message}`);

describe.each([
  { form: 'symbolic', symbolic: true },
  { form: 'classic', symbolic: false },
])('compareCompiled of a $form template', ({ symbolic }) => {
  it('finds nothing where the compiler and the plan agree', () => {
    expect(messages(compiled(symbolic))).toEqual([]);
    expect(planOf(files).resources).toHaveLength(5);
  });

  it('evaluates with the parameters of the plan', () => {
    expect(messages(compiled(symbolic), planOf(files, { values: { names: ['x'], extra: true } }))).toEqual([]);
  });

  it('tells what only one side creates, and values that differ, with the place of the resource', () => {
    const text = JSON.stringify(compiled(symbolic))
      .replace('"name":"app"', '"name":"web"')
      .replace("string(parameters('index'))", "string(add(parameters('index'), 1))");

    expect(messages(JSON.parse(text) as ItemObject)).toEqual([
      "main.bicep:1: The compiler creates Microsoft.Web/sites 'web', the plan does not",
      `store.bicep:4: Microsoft.Storage/storageAccounts 'sta' differs from the compiler's: tags.index: "0" here, "1" there`,
      `store.bicep:4: Microsoft.Storage/storageAccounts 'stb' differs from the compiler's: tags.index: "1" here, "2" there`,
      "main.bicep:12: The plan creates Microsoft.Web/sites 'app', the compiler does not",
    ]);
  });
});

describe('officialProblems', () => {
  it('is undefined where no compiler is installed', () => {
    expect(officialProblems({ root: '/', bicep: 'no-such-compiler-here', plans: [] })).toBeUndefined();
  });

  it("reads the compiler's diagnostics", () => {
    const stderr = [
      '/repository/infra/main.bicep(3,7) : Warning no-unused-params: Parameter "x" is declared but never used. [https://aka.ms/bicep/linter-diagnostics#no-unused-params]',
      '/repository/infra/modules/a.bicep(1,2) : Error BCP018: Expected the "=" character at this location. [https://aka.ms/bicep/core-diagnostics#BCP018]',
    ].join('\n');

    expect(diagnosticsOf(stderr, '/repository')).toEqual([
      {
        file: 'infra/main.bicep',
        line: 3,
        column: 7,
        code: 'no-unused-params',
        message: 'Parameter "x" is declared but never used.',
        severity: 'warning',
      },
      {
        file: 'infra/modules/a.bicep',
        line: 1,
        column: 2,
        code: 'BCP018',
        message: 'Expected the "=" character at this location.',
        severity: 'error',
      },
    ]);
  });
});
