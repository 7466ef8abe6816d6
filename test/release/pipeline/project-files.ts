const ci = `trigger:
  branches: { include: [main] }
  paths: { include: [src] }
pr: none
pool: { vmImage: ubuntu-24.04 }
variables:
  - group: shared
steps:
  - script: npm test
    displayName: Test of $(owner)
  - task: PublishTestResults@2
    displayName: Results
    condition: succeededOrFailed()
    inputs: { testResultsFormat: JUnit, testResultsFiles: tests.xml }
  - publish: out
    displayName: Publish
    artifact: drop
`;

const release = `trigger: none
pr: none
resources:
  pipelines:
    - pipeline: ci
      source: ci
      trigger: true
parameters:
  - { name: pool, type: string, default: inside, values: [inside, hosted] }
variables:
  - group: secrets
  - { name: where, value: $(Pipeline.Workspace)/ci/drop }
stages:
  - stage: candidate
    displayName: Candidate
    lockBehavior: sequential
    jobs:
      - template: deploy.yml
        parameters:
          environment: prod-stage
          pool: \${{ parameters.pool }}
          run:
            - plan
            - deploy-platform
            - deploy-code --app candidate
            - smoke --app candidate
            - notify
  - stage: live
    displayName: Live
    lockBehavior: sequential
    dependsOn: candidate
    variables:
      digest: $[ stageDependencies.candidate.release.outputs['release.verify.digest'] ]
    jobs:
      - template: deploy.yml
        parameters:
          environment: prod-live
          pool: \${{ parameters.pool }}
          expect: $(digest)
          run:
            - record-approval
            - deploy-code --app live
            - deploy-events
            - smoke --app live
            - finish
          onFailure: [roll-back]
  - stage: clean
    displayName: Clean
    lockBehavior: sequential
    dependsOn: [candidate, live]
    condition: and(always(), ne(dependencies.candidate.result, 'Skipped'), notIn(dependencies.live.result, 'Succeeded', 'SucceededWithIssues'))
    jobs:
      - template: deploy.yml
        parameters: { environment: prod-stage, run: [stop], condition: always(), pool: '\${{ parameters.pool }}' }
`;

const deploy = `parameters:
  - { name: environment, type: string }
  - { name: run, type: object }
  - { name: onFailure, type: object, default: [] }
  - { name: expect, type: string, default: '' }
  - { name: condition, type: string, default: succeeded() }
  - { name: pool, type: string }
jobs:
  - deployment: release
    environment: \${{ parameters.environment }}
    condition: \${{ parameters.condition }}
    \${{ if eq(parameters.pool, 'hosted') }}:
      pool: { vmImage: ubuntu-24.04 }
    \${{ else }}:
      pool: { name: '\${{ parameters.pool }}' }
    strategy:
      runOnce:
        deploy:
          steps:
            - template: prepare.yml
              parameters: { expect: '\${{ parameters.expect }}' }
            - \${{ each run in parameters.run }}:
                - template: step.yml
                  parameters: { run: '\${{ run }}' }
        on:
          failure:
            steps:
              - template: prepare.yml
              - \${{ each run in parameters.onFailure }}:
                  - template: step.yml
                    parameters: { run: '\${{ run }}' }
`;

const prepare = `parameters:
  - { name: expect, type: string, default: '' }
steps:
  - checkout: self
  - download: ci
    displayName: Download
    artifact: drop
  - script: npm run release -- verify --drop $(where) --expect "\${{ parameters.expect }}"
    displayName: Verify
    name: verify
`;

const step = `parameters:
  - { name: run, type: string }
steps:
  - task: AzureCLI@2
    displayName: \${{ parameters.run }}
    condition: succeeded()
    inputs:
      azureSubscription: azure-prod
      scriptType: bash
      scriptLocation: inlineScript
      inlineScript: npm run release -- \${{ parameters.run }} --environment prod --drop $(where)
    env:
      OPERATORS_GROUP_ID: o
      READERS_GROUP_ID: r
      AUTH_AUDIENCE: a
      ALERT_EMAIL: e
      RELEASE_WEBHOOK: $(hook)
      SYSTEM_ACCESSTOKEN: $(System.AccessToken)
`;

/** A small project without a fault. */
export const projectFiles: Readonly<Record<string, string>> = {
  'pipelines/ci.yml': ci,
  'pipelines/release.yml': release,
  'pipelines/deploy.yml': deploy,
  'pipelines/prepare.yml': prepare,
  'pipelines/step.yml': step,
};
