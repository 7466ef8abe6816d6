import { describe, expect, it } from 'vitest';
import { anAccount, problemsOf, typeProblems } from './bicep-problems.ts';

describe('what an expression may be asked for', () => {
  it.each([
    { of: 'a property of a resource', use: 'account.properties.primaryEndpoints.blob', problems: [] },
    { of: 'a misspelt property', use: 'account.properties.primaryEndpoint.blob', problems: ['12:unknown-property'] },
    { of: 'a property of a text', use: 'account.name.length', problems: ['12:unknown-property'] },
    { of: 'a function of a resource', use: 'account.listKeys().keys[0].value', problems: [] },
    { of: 'a misspelt function', use: 'account.listKey().keys[0].value', problems: ['12:unknown-function'] },
    {
      of: 'a property of an object that a function gives',
      use: 'resourceGroup().locations',
      problems: ['12:unknown-property'],
    },
    { of: 'a wrong argument', use: "replace(account.name, 'a', 1)", problems: ['12:wrong-type'] },
    { of: 'text and number', use: "'${account.name}' + 1", problems: ['12:wrong-type'] },
    { of: 'a resource inside a text', use: "'${account}'", problems: ['12:wrong-type'] },
    {
      of: 'a lambda that gives another kind',
      use: "join(map(['a'], one => one.name), ',')",
      problems: ['12:unknown-property'],
    },
    { of: 'an item of a list by a text', use: "split('a', ',')['a']", problems: ['12:wrong-type'] },
  ])('$of: $problems', ({ use, problems }) => {
    expect(problemsOf(`${anAccount()}output value string = ${use}\n`)).toEqual(problems);
  });

  it('knows the properties of what a variable holds', () => {
    const use = (name: string) => `var limits = { small: 1, large: 2 }\noutput limit int = limits.${name}\n`;

    expect(problemsOf(use('small'))).toEqual([]);
    expect(problemsOf(use('smal'))).toEqual(['2:unknown-property']);
  });

  it('knows what a loop goes over', () => {
    const use = (name: string) =>
      `var parts = [{ key: 'a' }, { key: 'b' }]\noutput keys string[] = [for part in parts: part.${name}]\n`;

    expect(problemsOf(use('key'))).toEqual([]);
    expect(problemsOf(use('kay'))).toEqual(['2:unknown-property']);
  });

  it('finds a comparison that never holds', () => {
    const use = (value: string) =>
      `@allowed(['dev', 'prod'])\nparam environment string\noutput isProd bool = environment == '${value}'\n`;

    expect(problemsOf(use('prod'))).toEqual([]);
    expect(problemsOf(use('prd'))).toEqual(['3:never-equal']);
  });

  it('warns of a resource that a condition may have left out', () => {
    const use = (access: string) =>
      `param closed bool\n${anAccount().replace('= {', '= if (closed) {')}output uri string? = account${access}properties.primaryEndpoints.blob\n`;

    expect(problemsOf(use('.?'))).toEqual([]);
    expect(problemsOf(use('!.'))).toEqual([]);
    expect(problemsOf(use('.'))).toEqual(['13:possibly-missing']);
  });

  it('reads the JSON file that it loads', () => {
    const use = (name: string) => ({
      'main.bicep': `var roles = loadJsonContent('roles.json')\noutput id string = roles.${name}\n`,
      'roles.json': '{"reader": "acdd72a7"}',
    });

    expect(typeProblems(use('reader'))).toEqual([]);
    expect(typeProblems(use('readr'))).toEqual(['2:unknown-property']);
  });
});

describe('parameters, outputs and modules', () => {
  it.each([
    { declaration: "param a string = 'x'", problems: [] },
    { declaration: 'param a string = 1', problems: ['1:wrong-type'] },
    { declaration: "output a int = 'x'", problems: ['1:wrong-type'] },
    { declaration: "var a string[] = ['x', 1]", problems: ['1:wrong-type'] },
    { declaration: "type t = { a: 'x' | 'y', b: int? }\nparam p t = { a: 'z' }", problems: ['2:unknown-value'] },
    { declaration: 'type t = { a: string }\nparam p t = {}', problems: ['2:missing-property'] },
    { declaration: 'func twice(x int) int => x * 2\noutput a int = twice(true)', problems: ['2:wrong-type'] },
  ])('$declaration: $problems', ({ declaration, problems }) => {
    expect(problemsOf(`${declaration}\n`)).toEqual(problems);
  });

  it.each([
    { limit: '@minValue(1)\n@maxValue(9)\nparam a int', good: '9', bad: '10', problem: '3:number-range' },
    { limit: '@minLength(2)\n@maxLength(4)\nparam a string', good: "'abcd'", bad: "'abcde'", problem: '3:text-length' },
    { limit: "@allowed(['x', 'y'])\nparam a string", good: "'y'", bad: "'z'", problem: '2:unknown-value' },
  ])('holds a default to $limit', ({ limit, good, bad, problem }) => {
    expect(problemsOf(`${limit} = ${good}\n`)).toEqual([]);
    expect(problemsOf(`${limit} = ${bad}\n`)).toEqual([problem]);
  });

  it('gives a template what it takes, by its parameter file', () => {
    const files = (value: string) => ({
      'dev.bicepparam': `using 'main.bicep'\nparam size = ${value}\n`,
      'main.bicep': '@minValue(1)\n@maxValue(9)\nparam size int\n',
    });

    expect(typeProblems(files('9'))).toEqual([]);
    expect(typeProblems(files("'9'"))).toEqual(['dev.bicepparam:2:wrong-type']);
    expect(typeProblems(files('10'))).toEqual(['dev.bicepparam:2:number-range']);
  });

  it('gives a module what it takes, and asks it only for what it has', () => {
    const files = (given: string, asked: string) => ({
      'main.bicep': `module part 'part.bicep' = {\n  name: 'part'\n  params: { size: ${given} }\n}\noutput made string = part.outputs.${asked}\n`,
      'part.bicep': "@allowed([1, 2])\nparam size int\noutput name string = 'part${size}'\n",
    });

    expect(typeProblems(files('2', 'name'))).toEqual([]);
    expect(typeProblems(files('3', 'name'))).toEqual(['3:wrong-type']);
    expect(typeProblems(files("'2'", 'name'))).toEqual(['3:wrong-type']);
    expect(typeProblems(files('2', 'nam'))).toEqual(['5:unknown-property']);
  });
});
