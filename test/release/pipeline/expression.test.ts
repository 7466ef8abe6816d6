import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../src/release/pipeline/expression/evaluate.ts';
import { parseExpression } from '../../../src/release/pipeline/expression/parse.ts';
import { nearest } from '../../../src/release/pipeline/nearest.ts';
import { toText } from '../../../src/release/pipeline/expression/value.ts';
import { toNode } from '../../../src/release/pipeline/source/node.ts';

const at = { file: 'a.yml', line: 1, column: 1 };
const names = new Map([
  [
    'parameters',
    toNode({ flag: true, count: 3, name: 'Prod', list: ['a', 'b', 'C'], map: { x: '1', 'y-z': 'two' }, empty: '' }, at),
  ],
]);
const answer = (text: string) => evaluate(parseExpression(text), { names });

describe('expressions of Azure Pipelines', () => {
  it.each([
    ["and(eq(1, 1), ne('a', 'b'), true)", true],
    ["or(false, '')", false],
    ['xor(true, false)', true],
    ["not('')", true],
    ["eq('ABC', 'abc')", true],
    ["in('b', 'a', 'B')", true],
    ["notIn('b', 'a', 'c')", true],
    ["gt('b', 'a')", true],
    ['ge(3, 3)', true],
    ['lt(1.9, 2)', true],
    ['le(2, 1)', false],
    ['gt(1.10.0, 1.9.0)', true],
    ["contains('abcDEF', 'CDe')", true],
    ["containsValue(parameters.list, 'c')", true],
    ["containsValue(parameters.map, 'three')", false],
    ["startsWith('refs/heads/main', 'REFS/heads')", true],
    ["endsWith('a.yml', '.YML')", true],
    ["iif(eq(parameters.name, 'prod'), 'yes', 'no')", 'yes'],
    ["coalesce(parameters.empty, '', 'last')", 'last'],
    ["format('{0}-{1}-{{0}}', 'a', 2)", 'a-2-{0}'],
    ["join(', ', parameters.list)", 'a, b, C'],
    ["join('-', split('a,b;c', ',;'))", 'a-b-c'],
    ["replace('a-b-c', '-', '')", 'abc'],
    ["lower('AbC')", 'abc'],
    ["upper('AbC')", 'ABC'],
    ["trim('  a ')", 'a'],
    ["length('abc')", 3],
    ['length(parameters.list)', 3],
    ['convertToJson(parameters.list)', '[\n  "a",\n  "b",\n  "C"\n]'],
    ["parameters['map']['y-z']", 'two'],
    ['parameters.list[1]', 'b'],
    ["join('', parameters.map.*)", '1two'],
    ["'it''s'", "it's"],
    ['parameters.nothing', null],
  ])('answers %s', (text, wanted) => {
    expect(answer(text)).toEqual(wanted);
  });

  // learn.microsoft.com/azure/devops/pipelines/process/expressions#type-casting: the right side takes the type of the left one.
  it.each([
    ["eq(true, 'anything')", true],
    ["eq('true', true)", true],
    ["eq(1, '1.0')", true],
    ["eq(0, '')", true],
    ["eq(1, 'one')", false],
    ["ne(1, 'one')", true],
    ["eq('', parameters.nothing)", true],
    ["eq(1.2.3, '1.2.3')", true],
    ["eq('1.2.3', 1.2.3)", true],
    ['eq(parameters.count, 3)', true],
    ['eq(parameters.list, parameters.list)', true],
  ])('converts before it compares: %s', (text, wanted) => {
    expect(answer(text)).toBe(wanted);
  });

  it('prints booleans as Azure does', () => {
    expect(toText(answer('parameters.flag'))).toBe('True');
    expect(answer("format('{0}', eq(1, 2))")).toBe('False');
  });

  it('leaves out what is not needed for the answer', () => {
    expect(answer("or(true, gt(1, 'no number'))")).toBe(true);
    expect(answer("and(false, gt(1, 'no number'))")).toBe(false);
  });

  it.each([
    ['eq(1)', 0, "'eq' takes 2 arguments, not 1"],
    ['eqq(1, 2)', 0, "no function 'eqq' here; did you mean 'eq'?"],
    ["and(true, gt(1, 'x'))", 10, "Cannot compare '1' with 'x'"],
    ['parametres.x', 0, "did you mean 'parameters'?"],
    ["eq('a, 'b')", 9, "The text ')… has no end"],
    ['eq(1, 2', 7, "Expected ')' and found the end"],
    ['eq(1, 2) and true', 9, "Expected the end and found 'and'"],
    ['a && b', 2, "Cannot read '&& b'"],
    ["format('{1}', 'a')", 0, 'no argument for {1}'],
    ["format('{0:yyyy}', 'a')", 0, 'not supported'],
  ])('refuses %s', (text, offset, message) => {
    expect(() => answer(text)).toThrow(
      expect.objectContaining({ offset, message: expect.stringContaining(message) as string }),
    );
  });
});

describe('a name that is not known', () => {
  it.each([
    ['tets', ['train', 'test'], "; did you mean 'test'?"],
    ['dependson', ['displayName', 'dependsOn'], "; did you mean 'dependsOn'?"],
    ['x', ['prod', 'dev'], ''],
    ['condition', ['conditon', 'conditions'], "; did you mean 'conditon'?"],
  ])('%s among %j: %s', (name, known, wanted) => {
    expect(nearest(name, known)).toBe(wanted);
  });

  it('is shown with the place of the one that is close', () => {
    const places = new Map([
      ['test', { file: 'a.yml', line: 3, column: 1, from: [{ file: 'b.yml', line: 7, column: 1 }] }],
    ]);

    expect(nearest('tst', ['test'], places)).toBe("; did you mean 'test' (a.yml:3, b.yml:7)?");
  });
});
