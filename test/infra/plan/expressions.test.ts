import { describe, expect, it } from 'vitest';
import { faultsOf, outputsOf, valueOf } from './in-memory.ts';

describe('expressions', () => {
  it.each([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['7 / 2', 3],
    ['-7 % 3', -1],
    ['10 - 4 - 3', 3],
    ['!true || true', true],
    ['1 < 2 && 2 <= 2', true],
    ['null ?? 5 == 5', true],
    ["'A' =~ 'a'", true],
    ["'A' == 'a'", false],
    ['{ a: 1, b: [2] } == { b: [2], a: 1 }', true],
    ['true ? 1 : false ? 2 : 3', 1],
    ["'a${1}b${true}c'", 'a1bTruec'],
    ["'it''s' == 'x'".replace("''", String.raw`\'`), false],
    [String.raw`'\u{1F600}\t\$'`, '\u{1F600}\t$'],
    ["'''\nline ${no}'''", 'line ${no}'],
    ["$'''a${1 + 1}'''", 'a2'],
    ['[1, ...[2, 3]]', [1, 2, 3]],
    ['{ a: 1, ...{ b: 2 } }', { a: 1, b: 2 }],
    ["{ a: 1 }.?b ?? 'none'", 'none'],
    ['[1, 2][?5]', null],
    ['[1, 2, 3][^1]', 3],
    ["{ 'x-${1}': 1 }['x-1']", 1],
    ['[for n in [1, 2]: n * 2]', [2, 4]],
    ["[for (name, i) in ['a', 'b']: '${name}${i}']", ['a0', 'b1']],
  ])('%s is %j', (expression, expected) => {
    expect(valueOf(expression)).toEqual(expected);
  });

  it('binds as the documentation says: ?? weaker than ||, ternary weakest', () => {
    expect(valueOf('false || true ? 1 : 2')).toBe(1);
    expect(valueOf('false ?? true || true')).toBe(false);
  });
});

describe('functions', () => {
  it.each([
    ["take('hello', 3)", 'hel'],
    ['take([1, 2, 3], 2)', [1, 2]],
    ["skip('hello', 3)", 'lo'],
    ["toLower('AbC')", 'abc'],
    ["replace('a-b-c', '-', '')", 'abc'],
    ["format('{0}-{1:D3}', 'a', 7)", 'a-007'],
    ["contains('abc', 'b')", true],
    ["contains(['a'], 'b')", false],
    ["contains({ a: 1 }, 'A')", true],
    ['union({ a: { x: 1 } }, { a: { y: 2 } })', { a: { x: 1, y: 2 } }],
    ['union([1, 2], [2, 3])', [1, 2, 3]],
    ['intersection([1, 2], [2, 3])', [2]],
    ['filter([1, 2, 3], x => x > 1)', [2, 3]],
    ['map([1, 2], (x, i) => x * i)', [0, 2]],
    ['reduce([1, 2, 3], 10, (a, b) => a + b)', 16],
    ['sort([3, 1, 2], (a, b) => a < b)', [1, 2, 3]],
    ["toObject(['a', 'b'], x => x, x => '${x}!')", { a: 'a!', b: 'b!' }],
    [
      'items({ b: 2, a: 1 })',
      [
        { key: 'a', value: 1 },
        { key: 'b', value: 2 },
      ],
    ],
    ['range(2, 3)', [2, 3, 4]],
    ["split('a,b;c', [',', ';'])", ['a', 'b', 'c']],
    ["join(['a', 'b'], '-')", 'a-b'],
    ["empty('') && empty([]) && empty({}) && empty(null)", true],
    ["length('abc') + length([1]) + length({ a: 1 })", 5],
    ["first([1, 2]) == 1 && last('ab') == 'b'", true],
    ['json(\'{"a":[1]}\')', { a: [1] }],
    ['string([1, true])', '[1,true]'],
    ["int('12') + 1", 13],
    ["bool('true')", true],
    ["padLeft('7', 3, '0')", '007'],
    ["substring('abcdef', 2, 3)", 'cde'],
    ["base64ToString(base64('häh'))", 'häh'],
    ['flatten([[1], [2, 3]])', [1, 2, 3]],
    ['min(3, 1) + max([4, 9])', 10],
    ["cidrSubnet('10.40.0.0/22', 24, 2)", '10.40.2.0/24'],
    ["cidrHost('10.0.0.0/24', 0)", '10.0.0.1'],
    ['resourceGroup().id', '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/offline'],
    ['az.resourceGroup().location', 'westeurope'],
    [
      "resourceId('Microsoft.Storage/storageAccounts/blobServices', 'a', 'default')",
      '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/offline/providers/Microsoft.Storage/storageAccounts/a/blobServices/default',
    ],
    [
      "subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'x')",
      '/subscriptions/00000000-0000-0000-0000-000000000000/providers/Microsoft.Authorization/roleDefinitions/x',
    ],
    ['environment().suffixes.storage', 'core.windows.net'],
  ])('%s is %j', (expression, expected) => {
    expect(valueOf(expression)).toEqual(expected);
  });

  it('loads text and JSON beside the file that asks', () => {
    const files = {
      'main.bicep':
        "output a string = loadTextContent('texts/a.txt')\noutput b int = loadJsonContent('b.json', '$.x[1]')",
      'texts/a.txt': 'hello',
      'b.json': '{"x":[1,2]}',
    };

    expect(outputsOf(files)).toEqual({ a: 'hello', b: 2 });
  });

  it('calls functions of the template and of imports', () => {
    const files = {
      'main.bicep':
        "import { shorten, limit } from 'names.bicep'\nimport * as names from 'names.bicep'\noutput a string = shorten('abcdef')\noutput b string = names.shorten('xyz')\noutput c int = limit + names.limit",
      'names.bicep': '@export()\nvar limit = 2\n@export()\nfunc shorten(text string) string => take(text, limit)',
    };

    expect(outputsOf(files)).toEqual({ a: 'ab', b: 'xy', c: 4 });
  });

  it('names the place and the reason when a function cannot answer', () => {
    expect(faultsOf("var x = 1\noutput a string = substring('abc', 2, 5)")).toEqual([
      "main.bicep:2: plan: substring(): 'abc' has no 5 characters from 2",
    ]);
    expect(faultsOf('output a string = utcNow()')).toEqual([
      expect.stringContaining('has another value at every deployment'),
    ]);
    expect(faultsOf("output a object = loadYamlContent('a.yaml')")).toEqual([
      expect.stringContaining('no function loadYamlContent()'),
    ]);
  });

  it('tells a value that needs itself', () => {
    expect(faultsOf('var a = b\nvar b = a\noutput c any = a')).toEqual(["main.bicep:1: cycle: 'a' needs itself"]);
  });
});
