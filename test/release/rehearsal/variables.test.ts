import { describe, expect, it } from 'vitest';
import { asEnvironment, noVariables, withVariable, withVariables } from '../../../src/release/rehearsal/variables.ts';
import type { Variable } from '../../../src/release/pipeline/expanded.ts';

const at = { file: 'a.yml', line: 1, column: 1 };
const value = (name: string, text: string): Variable => ({ kind: 'value', name, value: text, at, valueAt: at });
const group = (name: string): Variable => ({ kind: 'group', group: name, at });

const groupCalled = (name: string) =>
  name === 'shared'
    ? { values: { owner: 'group', where: 'west' }, secrets: { hook: 'secret-hook' } }
    : { values: {}, secrets: {} };

const within = (outer: typeof noVariables, declared: readonly Variable[]) =>
  withVariables(outer, declared, { groupCalled, context: {} });

describe('variables', () => {
  it('of inside win over those of outside, and the later over the earlier, whatever their case', () => {
    const outer = within(noVariables, [value('Owner', 'outer'), value('kept', 'k')]);

    const inner = within(outer, [group('shared'), value('WHERE', 'east')]);

    expect(inner.all).toEqual({ kept: 'k', owner: 'group', hook: 'secret-hook', WHERE: 'east' });
  });

  it('answer $[ ] with what is known so far', () => {
    const all = within(noVariables, [value('branch', 'main'), value('isMain', "$[eq(variables['branch'], 'main')]")]);

    expect(all.all['isMain']).toBe('True');
  });

  it('are the environment of a step in upper case, without secrets', () => {
    const all = within(noVariables, [group('shared'), value('build.number', '7'), value('two words', 'x')]);

    expect(asEnvironment(all)).toEqual({ OWNER: 'group', WHERE: 'west', BUILD_NUMBER: '7', TWO_WORDS: 'x' });
  });

  it('that are set as a secret stay one, also where the name is written otherwise', () => {
    const set = withVariable(withVariable(noVariables, 'Pin', '1234', true), 'PIN', '5678', false);

    expect(set.all).toEqual({ PIN: '5678' });
    expect(asEnvironment(set)).toEqual({});
  });
});
