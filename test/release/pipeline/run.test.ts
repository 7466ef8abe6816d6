import { describe, expect, it } from 'vitest';
import { evaluateCondition, evaluateRuntime } from '../../../src/release/pipeline/run/evaluate-runtime.ts';
import { isTriggered, isTriggeredBy } from '../../../src/release/pipeline/run/is-triggered.ts';
import { expandMacros, macrosIn } from '../../../src/release/pipeline/run/macros.ts';
import { outputKey, type Result, type RunContext } from '../../../src/release/pipeline/run/run-context.ts';
import { expandFiles } from './expand-files.ts';

const after = (prod: Result, more: Partial<RunContext> = {}): RunContext => ({
  variables: { 'Build.SourceBranch': 'refs/heads/main' },
  dependencies: { candidate: { result: 'Succeeded' }, prod: { result: prod } },
  ...more,
});

describe('a condition', () => {
  it.each<[string | undefined, Result, boolean]>([
    [undefined, 'Succeeded', true],
    [undefined, 'SucceededWithIssues', true],
    [undefined, 'Failed', false],
    [undefined, 'Skipped', false],
    [undefined, 'Canceled', false],
    ['succeeded()', 'Failed', false],
    ["succeeded('candidate')", 'Failed', true],
    ['failed()', 'Failed', true],
    ["failed('candidate')", 'Failed', false],
    ['failed()', 'Skipped', false],
    ['succeededOrFailed()', 'Failed', true],
    ['always()', 'Skipped', true],
    ["and(always(), ne(dependencies.prod.result, 'Succeeded'))", 'Skipped', true],
    ["and(always(), ne(dependencies.prod.result, 'Succeeded'))", 'Failed', true],
    ["and(always(), ne(dependencies.prod.result, 'Succeeded'))", 'Succeeded', false],
    ["eq(variables['build.sourcebranch'], 'refs/heads/main')", 'Failed', true],
    ["in(dependencies.prod.result, 'Failed', 'Canceled')", 'Canceled', true],
  ])('%s after prod ended %s: %s', (text, prod, runs) => {
    expect(evaluateCondition(text, after(prod))).toBe(runs);
  });

  it.each([
    ['succeeded()', false],
    ['succeededOrFailed()', false],
    ['always()', true],
    ['canceled()', true],
  ])('%s in a cancelled run: %s', (text, runs) => {
    expect(evaluateCondition(text, after('Succeeded', { isCanceled: true }))).toBe(runs);
  });

  it('looks at all that is before, not only at what it names', () => {
    const context = after('Succeeded', { before: { dev: 'Failed', candidate: 'Succeeded', prod: 'Succeeded' } });

    expect(evaluateCondition('succeeded()', context)).toBe(false);
    expect(evaluateCondition('failed()', context)).toBe(true);
  });

  it.each<[string | undefined, RunContext['jobStatus'], boolean]>([
    [undefined, 'Succeeded', true],
    [undefined, 'Failed', false],
    ['failed()', 'Failed', true],
    ['succeededOrFailed()', 'Failed', true],
    ['succeededOrFailed()', 'Canceled', false],
    ['always()', 'Canceled', true],
  ])('of a step, %s, looks at its job: %s: %s', (text, jobStatus = 'Succeeded', runs) => {
    expect(evaluateCondition(text, { variables: {}, jobStatus })).toBe(runs);
  });

  it('that asks for something that it does not depend on is an error', () => {
    expect(() => evaluateCondition("failed('dev')", after('Succeeded'))).toThrow(
      "'dev' is not something that this depends on",
    );
  });
});

describe('values of a run', () => {
  it('carry outputs from a deployment to a later stage, under the key that Azure gives them', () => {
    const job = { kind: 'deployment', name: 'release' } as const;
    const outputs = { [outputKey(job, 'verify', 'digest')]: 'abc' };
    const context = {
      variables: {},
      stageDependencies: { candidate: { release: { result: 'Succeeded', outputs } } },
    } as const;

    expect(evaluateRuntime("$[ stageDependencies.candidate.release.outputs['release.verify.digest'] ]", context)).toBe(
      'abc',
    );
    expect(outputKey({ kind: 'job', name: 'build' }, 'step', 'x')).toBe('step.x');
  });

  it('stay as they are without $[ ]', () => {
    expect(evaluateRuntime('plain $(x)', { variables: {} })).toBe('plain $(x)');
  });

  it('count with a counter, and only there', () => {
    const counter = (prefix: string, seed: number) => prefix.length + seed;

    expect(evaluateRuntime("$[counter('ab', 40)]", { variables: {}, counter })).toBe('42');
    expect(() => evaluateRuntime("$[counter('ab', 40)]", { variables: {} })).toThrow('counter()');
  });

  it('replace $(name), also in one another, and leave the shell its own', () => {
    const variables = { Drop: '$(base)/drop', base: '/w', loop: '$(loop)' };

    expect(expandMacros('$(drop) $(BASE) $(unknown) $(git log -1) $(loop)', variables)).toBe(
      '/w/drop /w $(unknown) $(git log -1) $(loop)',
    );
    expect(macrosIn('a $(b.c) $(d e)')).toEqual([{ name: 'b.c', offset: 2 }]);
  });
});

describe('what starts a pipeline', () => {
  const triggers = (head: string) =>
    expandFiles({ 'a.yml': `${head}\npool: { vmImage: ubuntu-24.04 }\nsteps: [{ script: x }]\n` }).pipeline;

  it.each([
    ['trigger: none', 'main', ['src/a.ts'], false],
    ['', 'any', ['README.md'], true],
    ['trigger: [main]', 'main', ['README.md'], true],
    ['trigger: [main]', 'refs/heads/main', ['README.md'], true],
    ['trigger: [main]', 'other', ['README.md'], false],
    ['trigger: [releases/*]', 'releases/1', ['README.md'], true],
    ['trigger: { branches: { include: ["*"], exclude: [wip/*] } }', 'wip/x', ['README.md'], false],
    ['trigger: { branches: { include: [main] }, paths: { include: [src/training] } }', 'main', ['README.md'], false],
    [
      'trigger: { branches: { include: [main] }, paths: { include: [src/training] } }',
      'main',
      ['src/training/train.ts'],
      true,
    ],
    [
      'trigger: { branches: { include: [main] }, paths: { include: [src/training] } }',
      'main',
      ['src/training-old/x'],
      false,
    ],
    ['trigger: { paths: { include: [src], exclude: [src/docs] } }', 'main', ['src/docs/a.md'], false],
    ['trigger: { paths: { include: [src], exclude: [src/docs] } }', 'main', ['src/docs/a.md', 'src/b.ts'], true],
    ['trigger: { paths: { exclude: [docs, "*.md"] } }', 'main', ['docs/x', 'README.md'], false],
  ])('%s: a push to %s of %j: %s', (head, branch, changedPaths, starts) => {
    expect(isTriggered(triggers(head) ?? expect.fail(), { branch, changedPaths })).toBe(starts);
  });

  it('is another pipeline, on the branches that it names', () => {
    const pipeline =
      triggers(
        'trigger: none\nresources: { pipelines: [{ pipeline: ci, source: my-ci, trigger: { branches: { include: [main] } } }] }',
      ) ?? expect.fail();

    const started = [
      { pipeline: 'my-ci', branch: 'refs/heads/main' },
      { pipeline: 'my-ci', branch: 'refs/heads/x' },
      { pipeline: 'other', branch: 'refs/heads/main' },
    ].map((finished) => isTriggeredBy(pipeline, finished));

    expect(started).toEqual([true, false, false]);
  });
});
