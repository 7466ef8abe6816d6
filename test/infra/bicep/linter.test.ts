import { describe, expect, it } from 'vitest';
import { checkSyntaxAndNames } from '../../../src/infra/bicep/check.ts';
import { type Files, readerOf } from '../plan/in-memory.ts';

const check = (files: Files, file = 'main.bicep') => checkSyntaxAndNames({ files: [file], read: readerOf(files) });

describe("the official linter's rules", () => {
  it.each([
    ['no-unused-params', 'param a string'],
    ['no-unused-vars', 'var a = 1'],
    ['no-unused-existing-resources', "resource a 'X.Y/z@2024-01-01' existing = { name: 'a' }"],
    ['no-unused-imports', { 'main.bicep': "import { z } from 'x.bicep'", 'x.bicep': '@export()\nvar z = 1' }],
    ['prefer-interpolation', "param a string\noutput b string = concat('x', a)"],
    ['simplify-interpolation', "param a string\noutput b string = '${a}'"],
    ['no-hardcoded-location', "resource a 'X.Y/z@2024-01-01' = {\n  name: 'a'\n  location: 'westeurope'\n}"],
    ['no-hardcoded-env-urls', "output a string = 'https://x.blob.core.windows.net'"],
    [
      'no-loc-expr-outside-params',
      "resource a 'X.Y/z@2024-01-01' = {\n  name: 'a'\n  location: resourceGroup().location\n}",
    ],
    ['outputs-should-not-contain-secrets', '@secure()\nparam a string\noutput b string = a'],
    [
      'outputs-should-not-contain-secrets',
      "resource a 'X.Y/z@2024-01-01' = { name: 'a' }\noutput b string = a.listKeys().key",
    ],
    ['secure-parameter-default', "@secure()\nparam a string = 'secret'\nvar b = a"],
    [
      'no-unnecessary-dependson',
      "resource a 'X.Y/z@2024-01-01' = { name: 'a' }\nresource b 'X.Y/z@2024-01-01' = {\n  name: 'b'\n  p: a.id\n  dependsOn: [a]\n}",
    ],
    [
      'use-parent-property',
      "resource a 'X.Y/z@2024-01-01' = { name: 'a' }\nresource b 'X.Y/z/c@2024-01-01' = { name: '${a.name}/b' }",
    ],
  ] satisfies readonly (readonly [string, Files])[])('%s finds %j', (rule, files) => {
    expect(check(files).filter(({ code }) => code === rule)).toEqual([
      expect.objectContaining({ severity: 'warning' }),
    ]);
  });

  it('leave alone what is right', () => {
    const text = `
param location string = resourceGroup().location
param name string
@secure()
param key string = newGuid()
resource a 'X.Y/z@2024-01-01' = {
  name: name
  location: location
  properties: { '\${name}': key }
}
resource b 'X.Y/z@2024-01-01' = {
  name: 'x\${name}'
  location: 'global'
  dependsOn: [a]
}
output id string = b.id
`;

    expect(check(text)).toEqual([]);
  });

  it('count as bicepconfig.json says, and not on a silenced line', () => {
    const text = 'param a string\n#disable-next-line no-unused-params\nparam b string\nvar c = 1';
    const config = JSON.stringify({
      analyzers: { core: { rules: { 'no-unused-params': { level: 'error' }, 'no-unused-vars': { level: 'off' } } } },
    });

    expect(check({ 'infra/main.bicep': text, 'infra/bicepconfig.json': config }, 'infra/main.bicep')).toEqual([
      expect.objectContaining({ file: 'infra/main.bicep', line: 1, code: 'no-unused-params', severity: 'error' }),
    ]);
  });
});
