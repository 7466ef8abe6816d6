import { describe, expect, it } from 'vitest';
import { rehearseYaml } from './a-rehearsal.ts';
import { yaml } from './yaml.ts';

describe('a rehearsed run', () => {
  it('runs stages and jobs after what they depend on, whatever their order in the file', async () => {
    const said: string[] = [];

    const { results } = await rehearseYaml(
      yaml`
        pool: { vmImage: ubuntu-24.04 }
        stages:
          - stage: last
            dependsOn: [middle, first]
            jobs: [{ job: a, steps: [{ script: echo last }] }]
          - stage: middle
            dependsOn: first
            jobs:
              - { job: after, dependsOn: before, steps: [{ script: echo middle 2 }] }
              - { job: before, steps: [{ script: echo middle 1 }] }
          - stage: first
            dependsOn: []
            jobs: [{ job: a, steps: [{ script: echo first }] }]
      `,
      { listener: { printed: ({ title }, line) => title.startsWith('echo') && said.push(line) } },
    );

    expect(said).toEqual(['first', 'middle 1', 'middle 2', 'last']);
    expect(results).toEqual({ first: 'Succeeded', middle: 'Succeeded', last: 'Succeeded' });
  });

  it('says why a stage or a job was skipped', async () => {
    const { results, at } = await rehearseYaml(
      yaml`
        pool: { vmImage: ubuntu-24.04 }
        stages:
          - stage: broken
            jobs: [{ job: a, steps: [{ script: exit 3 }] }]
          - stage: after
            jobs: [{ job: a, steps: [{ script: echo never }] }]
          - stage: elsewhere
            dependsOn: []
            condition: eq(variables['Build.SourceBranch'], 'refs/heads/other')
            jobs: [{ job: a, steps: [{ script: echo never }] }]
          - stage: unwanted
            dependsOn: []
            jobs: [{ job: a, steps: [{ script: echo never }] }]
          - stage: jobs
            dependsOn: []
            jobs:
              - { job: a, condition: 'false', steps: [{ script: echo never }] }
              - { job: b, dependsOn: a, steps: [{ script: echo never }] }
      `,
      { selected: (stage) => stage !== 'unwanted' },
    );

    expect(results).toEqual({
      ...{ broken: 'Failed', after: 'Skipped', elsewhere: 'Skipped', unwanted: 'Skipped', jobs: 'Skipped' },
    });
    expect(at('after').note).toBe('a stage before it did not succeed');
    expect(at('elsewhere').note).toBe("condition: eq(variables['Build.SourceBranch'], 'refs/heads/other')");
    expect(at('unwanted').note).toBe('not selected for this run');
    expect(at('jobs/a').note).toBe('condition: false');
  });

  it('carries what steps set to later steps, jobs and stages, under the keys of Azure', async () => {
    const { logOf, results } = await rehearseYaml(yaml`
      pool: { vmImage: ubuntu-24.04 }
      stages:
        - stage: make
          jobs:
            - job: build
              steps:
                - script: |
                    echo "##vso[task.setvariable variable=digest;isOutput=true]ab%3Bcd"
                    echo "##vso[task.setvariable variable=plain]here"
                  name: pack
                - { script: echo "$(pack.digest) $(plain) $PLAIN", name: same }
            - job: next
              dependsOn: build
              variables:
                digest: $[ dependencies.build.outputs['pack.digest'] ]
                gone: $(plain)
              steps: [{ script: 'echo "$(digest) $(gone)"', name: other }]
            - deployment: release
              environment: dev
              strategy:
                runOnce:
                  deploy:
                    steps: [{ script: 'echo "##vso[task.setvariable variable=url;isOutput=true]http"', name: go }]
        - stage: use
          variables:
            url: $[ stageDependencies.make.release.outputs['release.go.url'] ]
            digest: $[ stageDependencies.make.build.outputs['pack.digest'] ]
          condition: and(succeeded(), eq(dependencies.make.outputs['build.pack.digest'], 'ab;cd'))
          jobs: [{ job: a, steps: [{ script: 'echo "$(url) $DIGEST"', name: show }] }]
    `);

    expect(results['use']).toBe('Succeeded');
    expect(logOf('make/build/same')).toBe('ab;cd here here');
    expect(logOf('make/next/other')).toContain('ab;cd');
    expect(logOf('make/next/other')).not.toContain('here');
    expect(logOf('use/a/show')).toBe('http ab;cd');
  });

  it('signs a step in as its service connection, and others not', async () => {
    const { logOf } = await rehearseYaml(yaml`
      pool: { vmImage: ubuntu-24.04 }
      steps:
        - task: AzureCLI@2
          name: signed
          inputs: { azureSubscription: docscore-dev, scriptType: bash, scriptLocation: inlineScript, inlineScript: echo $SIGNED_IN }
        - { script: echo $SIGNED_IN, name: unsigned }
    `);

    expect(logOf(idOf('signed'))).toBe('docscore-dev');
    expect(logOf(idOf('unsigned'))).toBe('nobody');
  });

  it('takes artifacts from job to job, and refuses to publish one twice', async () => {
    const { results, at, logOf } = await rehearseYaml(yaml`
      pool: { vmImage: ubuntu-24.04 }
      stages:
        - stage: make
          jobs:
            - job: a
              steps:
                - script: mkdir out && echo content > out/file
                - { publish: out, artifact: drop }
        - stage: use
          jobs:
            - job: a
              steps:
                - { download: current, artifact: drop }
                - { script: cat $(Pipeline.Workspace)/drop/file, name: read }
                - { publish: out, artifact: drop, displayName: again }
    `);

    expect(logOf('use/a/read')).toBe('content');
    expect(at('use/a/again')).toMatchObject({ result: 'Failed', log: ['Artifact drop already exists'] });
    expect(results).toEqual({ make: 'Succeeded', use: 'Failed' });
  });
});

/** Of a step of a pipeline without stages and jobs. */
const idOf = (step: string) => `__default/Job/${step}`;
