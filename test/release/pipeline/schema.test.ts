import { describe, expect, it } from 'vitest';
import { expandFiles, placesOf, stepsPipeline } from './expand-files.ts';

/** A deployment whose lines a test may change: line 6 is the job's `deployment`. */
const deployment = [
  'pool: { vmImage: ubuntu-24.04 }',
  'stages:',
  '  - stage: s',
  '    lockBehavior: sequential',
  '    jobs:',
  '      - deployment: d',
  '        environment: e',
  '        strategy:',
  '          runOnce:',
  '            deploy:',
  '              steps:',
  '                - script: x',
  '            on:',
  '              failure:',
  '                steps: [{ script: back }]',
];

const withLine = (number: number, line: string) => deployment.with(number - 1, line).join('\n');

describe('the keys and values of a pipeline', () => {
  it('are all known in a pipeline that Azure takes', () => {
    expect(expandFiles({ 'a.yml': deployment.join('\n') }).problems).toEqual([]);
  });

  it.each([
    [3, '  - stag: s', "did you mean 'stage'?"],
    [3, '  - stage: my-stage', 'letters, digits and _'],
    [4, '    lockBehaviour: sequential', "did you mean 'lockBehavior'?"],
    [4, '    lockBehavior: sequentially', "did you mean 'sequential'?"],
    [4, '    dependson: x', "did you mean 'dependsOn'?"],
    [4, '    condition:', 'a text that is not empty'],
    [6, '      - deploymnt: d', "did you mean 'deployment'?"],
    [7, '        enviroment: e', "did you mean 'environment'?"],
    [7, '        environment: { name: e, resourcName: x }', "did you mean 'resourceName'?"],
    [7, '        timeoutInMinutes: soon', 'a whole number'],
    [8, '        strateg:', "did you mean 'strategy'?"],
    [9, '          canary:', 'Not supported here: canary'],
    [10, '            deplo:', "did you mean 'deploy'?"],
    [12, '                - scrip: x', "did you mean 'script'?"],
    [12, '                - task: AzureCLI', 'a task and its major version'],
    [14, '              failur:', "did you mean 'failure'?"],
  ])('line %i as %s is refused', (number, line, message) => {
    const { problems } = expandFiles({ 'a.yml': withLine(number, line) });

    const found = problems.filter((problem) => problem.line === number).map((problem) => problem.message);
    expect(found).toContainEqual(expect.stringContaining(message));
  });

  it('are checked in branches that are not taken, and in templates', () => {
    const expansion = expandFiles({
      'a.yml': stepsPipeline('- ${{ if false }}:\n    - scrip: x\n- template: t.yml'),
      't.yml': 'steps:\n  - script: x\n    ${{ if false }}:\n      displayname: y\n',
    });

    expect(placesOf(expansion)).toEqual(['4:9 unknown-key', 't.yml:4:7 unknown-key']);
  });

  it('are checked again with the values that expressions gave', () => {
    const expansion = expandFiles({
      'a.yml':
        'parameters: [{ name: image, type: string, default: ubuntu-99 }]\npool: { vmImage: "${{ parameters.image }}" }\nsteps: [{ script: x }]\n',
    });

    expect(placesOf(expansion)).toEqual(['2:18 value']);
  });

  it.each([
    ['steps: [{ script: x }]\njobs: []\n', '2:1 type'],
    ['trigger: none\n', '1:1 missing-key'],
    ['steps: &a [{ script: x }]\n', '1:11 yaml-alias'],
    ['steps:\n  - script: x\n    script: y\n', '3:5 duplicate-key'],
    ['steps:\n  - script: x\n   env: {}\n', '3:1 yaml'],
    ['- script: x\n', '1:1 type'],
    ['', '1:1 type'],
  ])('%j is refused', (text, place) => {
    expect(placesOf(expandFiles({ 'a.yml': text }))).toContain(place);
  });
});
