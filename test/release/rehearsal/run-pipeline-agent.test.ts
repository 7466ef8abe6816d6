import { describe, expect, it } from 'vitest';
import { rehearseYaml } from './a-rehearsal.ts';

const inJob = (steps: string) => `pool: { vmImage: ubuntu-24.04 }
stages:
  - stage: s
    jobs:
      - job: j
        steps:
${steps.replaceAll(/^/gm, '          ')}`;

const node = (version: string) => inJob(`- { task: UseNode@1, name: node, inputs: { version: ${version} } }`);
const results = (more = '') =>
  inJob(`- { script: "mkdir out && echo '<testsuite><testcase/><testcase/></testsuite>' > out/smoke-1.xml" }
- { task: PublishTestResults@2, name: tests, inputs: { testResultsFormat: JUnit, testResultsFiles: ${more || 'out/smoke-*.xml'}, failTaskOnMissingResultsFile: true } }`);

describe('what the agent does itself', () => {
  it('has the Node that the step asks for, or says that it has not', async () => {
    const [major] = process.versions.node.split('.');

    const right = await rehearseYaml(node(`${major}.x`));
    const wrong = await rehearseYaml(node('18.x'));

    expect(right.at('s/j/node').result).toBe('Succeeded');
    expect(wrong.logOf('s/j/node')).toBe(`The step asks for Node 18.x; the rehearsal has ${process.version}`);
    expect(wrong.results['s']).toBe('Failed');
  });

  it('counts test results, and misses those that are not there', async () => {
    const there = await rehearseYaml(results());
    const missing = await rehearseYaml(results('none/*.xml'));

    expect(there.logOf('s/j/tests')).toBe('1 files with 2 tests');
    expect(missing.logOf('s/j/tests')).toMatch(/^No test result files matching/);
    expect(missing.results['s']).toBe('Failed');
  });

  it('takes the artifacts of earlier stages that fit a pattern, each in a folder of its own', async () => {
    const { logOf } = await rehearseYaml(`pool: { vmImage: ubuntu-24.04 }
stages:
  - stage: make
    jobs:
      - job: j
        steps:
          - script: mkdir out && echo evidence > out/evidence.json
          - { publish: out, artifact: evidence-dev-1 }
          - { publish: out, artifact: drop }
  - stage: use
    jobs:
      - job: j
        steps:
          - task: DownloadPipelineArtifact@2
            name: take
            inputs: { buildType: current, itemPattern: evidence-*/**, targetPath: $(Pipeline.Workspace)/all }
          - { script: cd $(Pipeline.Workspace)/all && find . -type f, name: show }
`);

    expect(logOf('use/j/take')).toBe('Downloaded evidence-dev-1');
    expect(logOf('use/j/show')).toBe('./evidence-dev-1/evidence.json');
  });

  it('cannot take what nobody published', async () => {
    const { logOf, results: ends } = await rehearseYaml(
      inJob(
        '- { download: current, artifact: none, name: take }\n- { publish: none, artifact: a, condition: always(), displayName: give }',
      ),
    );

    expect(logOf('s/j/take')).toBe('Artifact none was not found');
    expect(logOf('s/j/give')).toContain('There is nothing to publish at');
    expect(ends['s']).toBe('Failed');
  });
});
