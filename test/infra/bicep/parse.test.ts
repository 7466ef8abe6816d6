import { describe, expect, it } from 'vitest';
import { bodyOf, plainText } from '../../../src/infra/bicep/body.ts';
import { parseBicep } from '../../../src/infra/bicep/parse.ts';

const parse = (text: string, file = 'main.bicep') => parseBicep(text, file);
const faults = (text: string, file?: string) =>
  parse(text, file).problems.map(({ line, column, message }) => `${String(line)}:${String(column)} ${message}`);

const everything = `targetScope = 'subscription'

metadata description = 'all of the language'

import { shorten, limit as most } from 'names.bicep'
import * as names from 'names.bicep'

@description('''
Two lines
''')
@allowed([
  'dev'
  'prod'
])
param environment string
param optional int?
param nested { name: string, @minLength(1) list: string[], *: int } = { name: 'a', list: ['b'] }
@sys.secure()
param secret string
param kind 'a' | 'b' = 'a'
param pair [string, int] = ['a', 1]
param input resourceInput<'Microsoft.Web/sites@2024-11-01'>.properties

type size =
  | 'small'
  | 'large'
type reference = nested.name[]
type first = pair[0]
type any1 = list[*]

var text = 'a\${environment}b\${toUpper('x\${1}')}' // comment
var raw = '''
it's \${raw}'''
var lines = union(
  { a: 1 },
  { b: [for i in range(0, 3): i] }
)
var choice = environment == 'dev'
  ? 1
  : 2 /* block
  comment */
var lambda = map(filter([1, 2], x => x > 1), (x, i) => x + i)
var chain = (nested.?list[?0] ?? 'none')!
var spread = { ...nested, c: [...lines, 1] }
var one = [1, 2, 3][^1]

func twice(value int, factor int) int => value * factor

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = if (environment == 'dev') {
  name: 'rg'
  location: deployment().location
  @batchSize(1)
  resource inner 'locks' = [for (lock, i) in ['a']: if (i > 0) {
    name: lock
  }]
}

#disable-next-line no-unused-existing-resources
resource known 'Microsoft.Web/sites@2024-11-01' existing = {
  name: 'known'
  scope: resourceGroup('rg')
}

module parts 'modules/part.bicep' = [for name in ['x', 'y']: {
  name: 'part-\${name}'
  scope: group
  params: { name: name, 'quoted-key': group::inner[0].id }
}]

output ids array = [for i in range(0, 2): parts[i].outputs.id]
@secure()
output key string = known.listKeys().keys[0].value
`;

describe('parseBicep', () => {
  it('reads every kind of declaration', () => {
    const { tree, problems } = parse(everything);

    expect(problems).toEqual([]);
    expect(tree.statements.map(({ kind }) => kind)).toEqual([
      ...[
        'targetScope',
        'metadata',
        'import',
        'import',
        ...Array<string>(7).fill('param'),
        'type',
        'type',
        'type',
        'type',
      ],
      ...[...Array<string>(8).fill('var'), 'func', 'resource', 'resource', 'module', 'output', 'output'],
    ]);
    expect([...tree.silenced]).toEqual([[59, new Set(['no-unused-existing-resources'])]]);
  });

  it('reads the same with the line ends of Windows', () => {
    const { tree, problems } = parse(everything.replaceAll('\n', '\r\n'));

    expect(problems).toEqual([]);
    expect(tree.statements).toHaveLength(parse(everything).tree.statements.length);
  });

  it('keeps the place of everything', () => {
    const { tree } = parse("var a = 1\nresource b 'X/y@2024-01-01' = {\n  name: 'it'\n}\n");
    const [, resource] = tree.statements;
    const name = resource?.kind === 'resource' ? bodyOf(resource.value)?.properties[0] : undefined;

    expect(tree.source.position(name?.span.start ?? 0)).toEqual({ line: 3, column: 3 });
    expect(name?.kind === 'property' && plainText(name.key)).toBe('name');
  });

  it('reads parameter files', () => {
    const { tree, problems } = parse(
      "using '../main.bicep'\nextends 'base.bicepparam'\nparam a = readEnvironmentVariable('A', '')\nvar b = 1\nparam c = {\n  d: b\n}\n",
      'x.bicepparam',
    );

    expect(problems).toEqual([]);
    expect(tree.statements.map(({ kind }) => kind)).toEqual(['using', 'extends', 'param', 'var', 'param']);
  });

  it.each([
    ['param', '1:6 The name of the parameter is missing: the file ends'],
    ['param a', '1:8 A type is missing: the file ends'],
    ['var a 1', "1:8 '=' is missing before the value: the file ends"],
    ['var a =', '1:8 A value is missing: the file ends'],
    ["var a = 'b", "1:9 The string is not closed: ' is missing on this line"],
    ["var a = '''b", "1:9 The string is not closed: ''' is missing"],
    [String.raw`var a = 'b\x'`, String.raw`1:11 \x is no escape: write \n, \r, \t, \\, \', \$ or \u{…}`],
    ['var a = "b"', `1:9 " has no meaning here: strings stand in '…'`],
    [
      'var a = {\n  b: 1,\n  c: 2\n}',
      '2:8 After a comma the next element follows on the same line; leave the comma out: the line ends',
    ],
    ['var a = { b: 1 c: 2 }', "1:16 A comma, a new line or '}' is missing: 'c' stands here"],
    ['var a = [1, ]', "1:13 After a comma another element follows: ']' stands here"],
    ['var a = f(1, )', "1:14 After a comma another argument follows: ')' stands here"],
    ['var a = 1 +\n2', '1:12 A value is missing: the line ends'],
    ['var a = 1 2', "1:11 A declaration ends with its line: '2' stands here"],
    ['var a = true ? 1', "1:17 ':' is missing after the value behind '?': the file ends"],
    ['resource a = {}', "1:12 The resource's type, as 'Provider/type@version', is missing: '=' stands here"],
    ["resource a 'b' = 1", "1:18 The body is missing: '{', '[for' or 'if': '1' stands here"],
    ['var a = [for x of y: x]', "1:16 'in' is missing after the loop variable: 'of' stands here"],
    ['@description\nvar a = 1', "1:1 A decorator is a call: '@description(…)'"],
    [
      'hello',
      "1:1 A declaration is missing: 'param', 'var', 'resource', 'module', 'output', 'type', 'func', 'import', 'using' …: 'hello' stands here",
    ],
    [
      "var a = '${join(['b'], '')}'",
      "1:17 Objects and arrays cannot stand inside ${…}: make a variable: '[' stands here",
    ],
    ["var a = '${b\nvar c = 1", '1:13 An expression inside ${…} ends on the line where it begins'],
  ])('says what is wrong with %j', (text, fault) => {
    expect(faults(text)[0]).toBe(fault);
  });

  it('goes on after a fault: several are told, and what is right is read', () => {
    const { tree, problems } = parse(
      'var a = \nvar b = 1\nparam c\nresource d {\n  name: 1\n}\n@secure()\nvar e = 2\n',
    );

    expect(problems.map(({ line }) => line)).toEqual([1, 3, 4]);
    expect(tree.statements.map((statement) => statement.kind === 'var' && statement.name.name)).toEqual(['b', 'e']);
  });
});
