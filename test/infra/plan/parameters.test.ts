import { describe, expect, it } from 'vitest';
import { faultsOf, planOf } from './in-memory.ts';

const template = `
@allowed(['dev', 'prod'])
param environment string
@minValue(1)
@maxValue(10)
param count int = 3
param tags { owner: string, *: string }?
param sizes ('small' | 'large')[] = []
type size = 'a' | 'b'
param kind size = 'a'
@maxLength(5)
param short string = environment
`;

const given = (parameters: string, more: Record<string, string> = {}) => ({
  'main.bicep': template,
  'params/dev.bicepparam': `using '../main.bicep'\n${parameters}`,
  ...more,
});
const options = { parameters: 'params/dev.bicepparam' };

describe('parameters of a plan', () => {
  it('come from the file, then from defaults, then are null where that is allowed', () => {
    expect(planOf(given("param environment = 'dev'"), options).parameters).toEqual({
      ...{ environment: 'dev', count: 3, tags: null, sizes: [], kind: 'a', short: 'dev' },
    });
  });

  it('can be given over the file', () => {
    expect(planOf(given("param environment = 'dev'"), { ...options, values: { count: 7 } }).parameters['count']).toBe(
      7,
    );
  });

  it('read environment variables that the caller hands over', () => {
    const files = given("param environment = readEnvironmentVariable('ENV', 'dev')");

    expect(planOf(files, options).parameters['environment']).toBe('dev');
    expect(planOf(files, { ...options, variables: { ENV: 'prod' } }).parameters['environment']).toBe('prod');
    expect(faultsOf(given("param environment = readEnvironmentVariable('ENV')"), options)).toEqual([
      'params/dev.bicepparam:2: missing-environment-variable: The environment variable ENV is not set',
    ]);
  });

  it.each([
    ["param environment = 'test'", "'test' is not allowed: 'dev', 'prod' are"],
    ["param environment = 'dev'\nparam count = 11", '11 is more than 10'],
    ["param environment = 'dev'\nparam count = 0", '0 is less than 1'],
    ["param environment = 'dev'\nparam count = '3'", 'a value of type int is needed, this is a string'],
    ["param environment = 'dev'\nparam tags = {}", "the property 'owner' is missing"],
    [
      "param environment = 'dev'\nparam tags = { owner: 'a', x: 1 }",
      'a value of type string is needed, this is an int',
    ],
    ["param environment = 'dev'\nparam sizes = ['small', 'tiny']", "[1]: 'tiny' is none of 'small', 'large'"],
    ["param environment = 'dev'\nparam kind = 'c'", "'c' is none of 'a', 'b'"],
    ["param environment = 'dev'\nparam short = 'much too long'", "'much too long' is longer than 5"],
    ["param environment = 'dev'\nparam cuont = 1", "main.bicep has no parameter 'cuont'"],
    ['param count = 1', "The parameter 'environment' has no value"],
  ])('refuse %j', (parameters, reason) => {
    const last = parameters.split('\n').length + 1;
    const [fault] = faultsOf(given(parameters), options);

    expect(fault).toContain(reason);
    expect(fault).toMatch(new RegExp(`^params/dev\\.bicepparam:(${String(last)}|1):`));
  });

  it('refuse a file that is for another template', () => {
    expect(
      faultsOf({ 'main.bicep': '', 'x.bicepparam': "using 'other.bicep'" }, { parameters: 'x.bicepparam' }),
    ).toEqual(['x.bicepparam:1: wrong-template: The file is for other.bicep, not for main.bicep']);
  });

  it('inherit from a base file', () => {
    const files = given("extends 'base.bicepparam'\nparam count = 5", {
      'params/base.bicepparam': "using none\nparam environment = 'prod'\nparam count = 1",
    });

    expect(planOf(files, options).parameters).toMatchObject({ environment: 'prod', count: 5 });
  });
});
