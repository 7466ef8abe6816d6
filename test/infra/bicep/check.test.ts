import { describe, expect, it } from 'vitest';
import { checkSyntaxAndNames } from '../../../src/infra/bicep/check.ts';
import { type Files, readerOf } from '../plan/in-memory.ts';

const check = (files: Files, file = 'main.bicep') => checkSyntaxAndNames({ files: [file], read: readerOf(files) });
/** `line:column code: message`. */
const found = (files: Files, file?: string) =>
  check(files, file).map(({ line, column, code, message }) => `${String(line)}:${String(column)} ${code}: ${message}`);

const module =
  "param name string\nparam size int = 1\nparam extra string?\noutput id string = '${name}${size}${extra}'\n";
const use = (body: string, more = '') => ({
  'main.bicep': `module a 'part.bicep' = {\n  name: 'a'\n  ${body}\n}\n${more}`,
  'part.bicep': module,
});

describe('names', () => {
  it.each([
    [
      'param location string\noutput a string = loction',
      `2:19 unknown-name: 'loction' is not declared. Did you mean "location"?`,
    ],
    ["output a string = toLowr('A')", `1:19 unknown-function: There is no function 'toLowr'. Did you mean "toLower"?`],
    ["output a string = toLower('A', 'b')", '1:19 wrong-arguments: toLower() takes 1 arguments, not 2'],
    ["output a string = take('A')", '1:19 wrong-arguments: take() takes 2 arguments, not 1'],
    ['func f(x int) int => x\noutput a int = f()', '2:16 wrong-arguments: f() takes 1 arguments, not 0'],
    ['output a strin = 1', `1:10 unknown-type: There is no type 'strin'. Did you mean "string"?`],
    [
      'var a = 1\nparam b int = a\noutput c int = b',
      "2:15 unknown-name: The default of a parameter can name other parameters only; 'a' is a var",
    ],
    [
      'param a int\nfunc f() int => a\noutput b int = f()',
      "2:17 unknown-name: A function sees its parameters and variables only; 'a' is a param",
    ],
    [
      'output a string = newGuid()',
      '1:19 unknown-function: newGuid() can be called in the default of a parameter only',
    ],
    [
      "output a string = readEnvironmentVariable('A')",
      "1:19 unknown-function: There is no function 'readEnvironmentVariable'.",
    ],
    ['type t = string\noutput a t = t', "2:14 unknown-name: 't' is a type, not a value"],
    ['var a = 1\nvar a = 2\noutput b int = a', "2:5 double-name: The name 'a' is there already, on line 1"],
    ['output a int = 1\noutput a int = 2', "2:8 double-name: The output 'a' is there already, on line 1"],
    ['output a object = { b: 1, b: 2 }', "1:27 double-name: The property 'b' is there already, on line 1"],
    ['var a = b\nvar b = a\noutput c any = a', '1:1 cycle: A cycle: a → b → a'],
    ["resource a 'X.Y/z@2024-01-01' = { name: 'a', p: a.id }", '1:1 cycle: A cycle: a → a'],
  ])('finds the fault in %j', (text, fault) => {
    expect(found(text)).toContain(fault);
  });

  it('knows what lambdas, loops, functions and nested resources name', () => {
    const text = `
var lists = map([1], x => x)
var turns = [for (item, i) in lists: item + i]
func twice(x int) int => x * 2
resource outer 'X.Y/z@2024-01-01' = {
  name: 'a'
  resource first 'b' = { name: 'first' }
  resource second 'c' = { name: first.name, p: outer.id }
}
var key = outer.listKeys().key
output a array = [twice(turns[0]), outer::first.id, az.resourceGroup().id, empty(key)]
`;

    expect(found(text)).toEqual([]);
  });
});

describe('decorators and resources', () => {
  it.each([
    [
      '@minLenght(1)\nparam a string\noutput b string = a',
      `1:1 wrong-decorator: There is no decorator '@minLenght'. Did you mean "minLength"?`,
    ],
    ['@minValue(1)\nparam a string\noutput b string = a', '1:1 wrong-decorator: @minValue fits types int only'],
    [
      '@allowed([1])\nvar a = 1\noutput b int = a',
      '1:1 wrong-decorator: @allowed cannot stand before a var: it belongs to param',
    ],
    ['@secure(1)\nparam a string\nvar b = a', '1:1 wrong-decorator: @secure takes 0 arguments, not 1'],
    [
      "@batchSize(1)\nresource a 'X.Y/z@2024-01-01' = { name: 'a' }",
      '1:1 wrong-decorator: @batchSize belongs to a loop',
    ],
    ["resource a 'X.Y/z' = { name: 'a' }", "1:12 resource: A type is written 'Provider/type@2024-01-01'"],
    ["resource a 'X.Y/z@2024-01-01' = { }", '1:10 resource: A resource needs a name'],
    [
      "resource a 'X.Y/z@2024-01-01' = { name: 'a' }\nresource b 'X.Y/q/c@2024-01-01' = {\n  parent: a\n  name: 'b'\n}",
      "3:3 resource: The parent of a 'X.Y/q/c' is no 'X.Y/z'",
    ],
    [
      "targetScope = 'resourcegroup'",
      "1:15 scope: targetScope is 'resourceGroup', 'subscription', 'managementGroup' or 'tenant'",
    ],
  ])('finds the fault in %j', (text, fault) => {
    expect(found(text)).toContain(fault);
  });
});

describe('modules', () => {
  it.each([
    [use(''), "1:8 missing-parameter: The module needs the parameter 'name'"],
    [
      use("params: { name: 'a', siz: 1 }"),
      `3:24 unknown-parameter: The module has no parameter 'siz'. Did you mean "size"?`,
    ],
    [
      use("params: { name: 'a' }\n  parms: {}"),
      `4:3 unknown-property: A module has no property 'parms'. Did you mean "params"?`,
    ],
    [
      use("params: { name: 'a' }", 'output x string = a.outputs.idd'),
      `5:29 unknown-output: 'a' has no output 'idd'. Did you mean "id"?`,
    ],
    [
      use("params: { name: 'a' }", 'output x string = a.id'),
      "5:21 unknown-property: A module has 'outputs' and 'name', no 'id'",
    ],
    [{ 'main.bicep': "module a 'gone.bicep' = {\n  name: 'a'\n}" }, "1:10 missing-file: There is no file 'gone.bicep'"],
    [
      { 'main.bicep': "module a 'br/public:avm:1' = {\n  name: 'a'\n}" },
      '1:10 module-path: Modules of a registry cannot be read offline: keep the module in the repository',
    ],
    [
      { 'main.bicep': "import { y } from 'x.bicep'\noutput a int = y", 'x.bicep': '@export()\nvar z = 1\nvar y = 1' },
      `1:10 unknown-name: The file exports no 'y'. Did you mean "z"?`,
    ],
  ])('finds the fault in %j', (files, fault) => {
    expect(found(files)).toContain(fault);
  });

  it('lets optional parameters be left out', () => {
    expect(found(use("params: { name: 'a' }", 'output x string = a.outputs.id'))).toEqual([]);
  });
});

describe('parameter files', () => {
  it.each([
    ['param name = 1', "1:1 missing-using: 'using' is missing: a parameter file names its template"],
    ["using 'gone.bicep'", "1:1 missing-file: There is no file 'gone.bicep'"],
    ["using 'part.bicep'", "1:1 missing-parameter: The parameter 'name' of part.bicep has no value"],
    [
      "using 'part.bicep'\nparam name = 'a'\nparam sise = 1",
      `3:1 unknown-parameter: part.bicep has no parameter 'sise'. Did you mean "size"?`,
    ],
    ["using 'part.bicep'\nparam name = nme", '2:14 unknown-name: \'nme\' is not declared. Did you mean "name"?'],
  ])('finds the fault in %j', (text, fault) => {
    expect(found({ 'x.bicepparam': text, 'part.bicep': module }, 'x.bicepparam')).toContain(fault);
  });
});
