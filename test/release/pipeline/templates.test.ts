import { describe, expect, it } from 'vitest';
import { expandFiles, placesOf, scriptsOf, stepsPipeline } from './expand-files.ts';

describe('templates of a pipeline', () => {
  it('take one branch of an if', () => {
    const pipeline = stepsPipeline(
      [
        "- ${{ if eq(parameters.kind, 'a') }}:",
        '    - script: one',
        "- ${{ elseif eq(parameters.kind, 'b') }}:",
        '    - script: two',
        '- ${{ else }}:',
        '    - script: three',
        '- script: last',
      ].join('\n'),
      'parameters: [{ name: kind, type: string, default: a }]\n',
    );

    const scripts = ['a', 'b', 'c'].map((kind) => scriptsOf(expandFiles({ 'a.yml': pipeline }, { kind })));

    expect(scripts).toEqual([
      ['one', 'last'],
      ['two', 'last'],
      ['three', 'last'],
    ]);
  });

  it('put the keys of a branch, of an each and of an insert into a map', () => {
    const expansion = expandFiles({
      'a.yml': stepsPipeline(
        [
          '- script: x',
          '  ${{ if true }}:',
          '    displayName: shown',
          '  env:',
          '    A: one',
          '    ${{ insert }}: ${{ parameters.more }}',
          '    ${{ each pair in parameters.more }}:',
          '      ${{ pair.key }}_again: ${{ pair.value }}!',
        ].join('\n'),
        'parameters:\n  - { name: more, type: object, default: { B: two, C: three } }\n',
      ),
    });

    const step = expansion.pipeline?.stages[0]?.jobs[0]?.steps.at(-1);
    expect(expansion.problems).toEqual([]);
    expect(step).toMatchObject({
      displayName: 'shown',
      env: { A: 'one', B: 'two', C: 'three', B_again: 'two!', C_again: 'three!' },
    });
  });

  it('repeat for each item, and give lists of steps as parameters', () => {
    const expansion = expandFiles({
      'a.yml': stepsPipeline(
        [
          '- template: templates/t.yml',
          '  parameters:',
          '    names: [x, y]',
          '    after:',
          '      - script: after',
        ].join('\n'),
      ),
      'templates/t.yml': [
        'parameters:',
        '  - { name: names, type: object }',
        '  - { name: after, type: stepList, default: [] }',
        'steps:',
        '  - ${{ each name in parameters.names }}:',
        '      - template: /deep/inner.yml',
        '        parameters: { name: "${{ name }}" }',
        '  - ${{ parameters.after }}',
      ].join('\n'),
      'deep/inner.yml':
        'parameters:\n  - { name: name, type: string }\nsteps:\n  - script: say ${{ parameters.name }}\n',
    });

    expect(expansion.problems).toEqual([]);
    expect(scriptsOf(expansion)).toEqual(['say x', 'say y', 'after']);
    expect(expansion.files).toEqual(['a.yml', 'templates/t.yml', 'deep/inner.yml']);
  });

  it('see the variables around them that are known when the YAML is expanded', () => {
    const expansion = expandFiles({
      'a.yml': [
        'variables: { where: root, kept: k }',
        'pool: { vmImage: ubuntu-24.04 }',
        'stages:',
        '  - stage: s',
        '    variables:',
        '      - { name: where, value: stage }',
        '      - template: v.yml',
        '    jobs:',
        '      - job: j',
        '        steps:',
        "          - script: ${{ variables.where }} ${{ variables['kept'] }} ${{ variables.added }}",
      ].join('\n'),
      'v.yml': 'variables:\n  added: of the template\n',
    });

    expect(expansion.problems).toEqual([]);
    expect(scriptsOf(expansion)).toEqual(['stage k of the template']);
  });

  it('take variables that are made of others beside them', () => {
    const expansion = expandFiles({
      'a.yml': stepsPipeline(
        '- script: ${{ variables.whole }}',
        "variables:\n  - { name: part, value: p }\n  - { name: whole, value: '${{ variables.part }}-w' }\n",
      ),
    });

    expect(expansion.problems).toEqual([]);
    expect(scriptsOf(expansion)).toEqual(['p-w']);
  });

  it('refuse a text as a condition, which is true even when it reads false', () => {
    const expansion = expandFiles({
      'a.yml': stepsPipeline(
        '- ${{ each one in parameters.all }}:\n    - ${{ if one.on }}:\n        - script: x',
        'parameters:\n  - { name: all, type: object, default: [{ on: false }] }\n',
      ),
    });

    expect(placesOf(expansion)).toEqual(['6:9 directive']);
  });

  it('stand around a pipeline that extends one', () => {
    const expansion = expandFiles({
      'a.yml': 'extends: { template: t.yml, parameters: { steps: [{ script: mine }] } }\n',
      't.yml':
        'parameters:\n  - { name: steps, type: stepList }\njobs:\n  - job: j\n    pool: { vmImage: ubuntu-24.04 }\n    steps:\n      - script: before\n      - ${{ parameters.steps }}\n',
    });

    expect(expansion.problems).toEqual([]);
    expect(scriptsOf(expansion)).toEqual(['before', 'mine']);
  });

  it.each([
    ['n: 1x', '2:9 parameter-type'],
    ['n: [1]', '2:9 parameter-type'],
    ['b: perhaps', '2:9 parameter-type'],
    ['v: green', '2:9 parameter-value'],
    ['l: text', '2:9 parameter-type'],
    ['l: [{ jobb: x }]', '2:9 parameter-type'],
    ['nn: 1', '2:6 unknown-parameter'],
  ])('refuse the parameter %s at its place', (line, place) => {
    const parameters = ['{ name: n, type: number, default: 1 }', '{ name: b, type: boolean, default: true }']
      .concat('{ name: v, type: string, default: red, values: [red, blue] }', '{ name: l, type: jobList, default: [] }')
      .map((parameter) => `  - ${parameter}\n`);
    const use = '${{ parameters.n }}${{ parameters.b }}${{ parameters.v }}${{ length(parameters.l) }}';

    const expansion = expandFiles({
      'a.yml': `steps: [{ template: t.yml, parameters: {\n     ${line} } }]\npool: { vmImage: ubuntu-24.04 }\n`,
      't.yml': `parameters:\n${parameters.join('')}steps:\n  - script: ${use}\n`,
    });

    expect(placesOf(expansion)).toContain(place);
    expect(expansion.problems).toHaveLength(1);
  });

  it.each([
    ['- template: none.yml', '3:15 missing-template'],
    ['- template: ../outside.yml', '3:15 missing-template'],
    ['- template: t.yml@other', '3:15 unsupported'],
    ['- template: a.yml', '3:15 template-cycle'],
    ['- template: t.yml', '3:15 missing-parameter'],
    ['- script: ${{ parameters.gone }}', '3:28 unknown-parameter'],
    ['- script: ${{ variables.gone }}', '3:27 undefined-variable'],
    ["- script: ${{ variables['Agent.OS'] }}", '3:27 runtime-value'],
    ['- script: ${{ dependencies.x.result }}', '3:17 unknown-name'],
    ['- script: ${{ if }}', '3:17 unknown-name'],
    ['- ${{ else }}:\n  - script: x', '3:5 directive'],
    ['- ${{ each in x }}:\n  - script: x', '3:5 directive'],
    ['- script: a ${{ parameters', '3:15 expression'],
  ])('say where %s is wrong', (step, place) => {
    const expansion = expandFiles({
      'a.yml': stepsPipeline(step),
      't.yml': 'parameters:\n  - { name: needed, type: string }\nsteps:\n  - script: ${{ parameters.needed }}\n',
    });

    expect(placesOf(expansion)).toContain(place);
  });

  it('name the line of the caller where a value of it is wrong', () => {
    const { problems } = expandFiles({
      'a.yml': stepsPipeline('- template: t.yml\n  parameters: { many: lots }'),
      't.yml':
        'parameters:\n  - { name: many, type: string }\nsteps:\n  - script: x\n    timeoutInMinutes: ${{ parameters.many }}\n',
    });

    expect(problems).toMatchObject([
      { file: 't.yml', line: 5, code: 'value', message: expect.stringContaining('(given at a.yml:4)') as string },
    ]);
  });
});
