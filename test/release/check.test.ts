import { describe, expect, it } from 'vitest';
import { checkPipelines } from '../../src/release/pipeline/checks/check-pipelines.ts';
import { lineOf, problemsAfter, projectOptions } from './pipeline/a-project.ts';
import { projectFiles } from './pipeline/project-files.ts';

const script = 'npm run release -- verify --drop $(where)';
const condition =
  "and(always(), ne(dependencies.candidate.result, 'Skipped'), notIn(dependencies.live.result, 'Succeeded', 'SucceededWithIssues'))";

describe('the check of the pipelines', () => {
  it('has nothing to say of a project without a fault', () => {
    expect(checkPipelines(projectOptions(projectFiles)).problems).toEqual([]);
  });

  it.each([
    // The graph.
    ['release', 'dependsOn: candidate', 'dependsOn: candidat', 'unknown-dependency'],
    ['release', 'dependsOn: candidate', 'dependsOn: live', 'self-dependency'],
    ['release', 'dependsOn: candidate', 'dependsOn: clean', 'dependency-cycle'],
    ['release', 'stage: live', 'stage: candidate', 'duplicate-name'],
    // What it needs leave to use.
    ['release', 'group: secrets', 'group: secret', 'unknown-variable-group'],
    ['release', 'group: secrets', 'group: foreign', 'not-authorised'],
    ['ci', 'group: shared', 'group: secrets', 'not-authorised'],
    ['step', 'azureSubscription: azure-prod', 'azureSubscription: azure-prd', 'unknown-service-connection'],
    ['step', 'azureSubscription: azure-prod', 'azureSubscription: azure-foreign-prod', 'not-authorised'],
    ['release', 'source: ci', 'source: cii', 'unknown-pipeline'],
    ['release', 'trigger: true', 'trigger: { stages: [test] }', 'unknown-stage'],
    ['ci', 'pool: { vmImage: ubuntu-24.04 }', 'pool: { name: outside }', 'unknown-pool'],
    ['ci', 'include: [src]', 'include: [sources]', 'missing-path'],
    // Variables, outputs, secrets.
    ['ci', '$(owner)', '$(ownr)', 'undefined-variable'],
    ['prepare', '$(where)', '$(were)', 'undefined-variable'],
    ['release', '$(Pipeline.Workspace)', '$(Pipeline.Workspaces)', 'undefined-variable'],
    ['release', 'name: where', 'name: here', 'unused-variable'],
    ['release', "outputs['release.verify.digest']", "outputs['verify.digest']", 'unknown-output'],
    ['release', "outputs['release.verify.digest']", "outputs['release.verify.diggest']", 'unknown-output'],
    ['release', 'stageDependencies.candidate.release', 'stageDependencies.candidate.releas', 'unknown-job'],
    ['release', 'stageDependencies.candidate.', 'stageDependencies.clean.', 'unknown-stage'],
    ['prepare', script, `${script} $(hook)`, 'secret-in-script'],
    ['prepare', script, `${script} $(System.AccessToken)`, 'secret-in-script'],
    ['prepare', script, 'npm test --password s3cr3t-s3cr3t', 'secret-in-file'],
    ['release', '$(Pipeline.Workspace)/ci/drop', 'AccountKey=abcdefghijkl', 'secret-in-file'],
    ['release', '$(Pipeline.Workspace)/ci/drop', '$(hook)', 'secret-in-script'],
    // Conditions.
    ['step', 'condition: succeeded()', 'condition: and(succeeded(), failed())', 'never-holds'],
    ['step', 'condition: succeeded()', "condition: eq(variables['Build.Reason'], 'PullRequest') and x", 'expression'],
    ['step', 'condition: succeeded()', "condition: eq(variables['Build.Reason'], 'PR')", 'unknown-result'],
    ['step', 'condition: succeeded()', "condition: eq(variables.ownr, 'x')", 'undefined-variable'],
    ['step', 'condition: succeeded()', "condition: eq('$(where)', 'x')", 'macro-in-condition'],
    ['step', 'condition: succeeded()', 'condition: suceeded()', 'unknown-function'],
    ['step', 'condition: succeeded()', "condition: eq(dependencies.x.result, 'Failed')", 'unknown-name'],
    ['release', "'Skipped'", "'Skiped'", 'unknown-result'],
    ['release', 'dependencies.live', 'dependencies.lve', 'unknown-stage'],
    ['release', condition, 'and(succeeded(), failed())', 'never-holds'],
    ['release', condition, `and(always(), or(eq(1, 1), ${condition}))`, 'constant-condition'],
    // Tasks and artifacts.
    ['step', 'task: AzureCLI@2', 'task: AzureCLI@9', 'unknown-task'],
    ['step', 'scriptType: bash', 'scriptType: bsh', 'input-value'],
    ['step', 'scriptType: bash', 'scriptTyp: bash', 'unknown-input'],
    ['ci', 'testResultsFiles: tests.xml', "testResultsFiles: ''", 'missing-input'],
    ['ci', 'vmImage: ubuntu-24.04', 'name: server', 'unknown-pool'],
    ['prepare', 'artifact: drop', 'artifact: dropp', 'missing-artifact'],
    ['prepare', 'download: ci', 'download: cd', 'unknown-pipeline'],
    [
      'ci',
      '- publish: out',
      '- { download: current, displayName: D, artifact: drop }\n  - publish: out',
      'missing-artifact',
    ],
    // Commands.
    ['ci', 'npm test', 'npm tset', 'npm-script'],
    ['ci', 'npm test', 'npm run tests', 'npm-script'],
    ['ci', 'npm test', 'nmp test', 'unknown-program'],
    ['ci', 'npm test', 'node bin/gone.ts', 'missing-file'],
    ['ci', 'npm test', 'npm test -- --bale', 'command-option'],
    ['prepare', 'npm run release -- verify', 'npm run release -- verfy', 'release-step'],
    ['prepare', 'verify --drop $(where)', 'verify', 'command-option'],
    // What a release promises.
    ['release', condition, "and(always(), eq(dependencies.live.result, 'Failed'))", 'rejection-leaves-candidate'],
    ['release', condition, 'always()', 'rejection-leaves-candidate'],
    ['release', 'dependsOn: candidate', 'condition: always()', 'approval-after-failure'],
    ['release', 'dependsOn: candidate', 'dependsOn: []', 'approval-too-early'],
    ['prepare', 'npm run release -- verify', 'npm run release -- stop', 'not-verified'],
    ['step', 'npm run release -- ${{ parameters.run }}', 'npm run build', 'rebuild'],
    ['prepare', '--expect "${{ parameters.expect }}"', '', 'not-verified'],
    // Ours.
    ['ci', 'condition: succeededOrFailed()', 'condition: succeeded()', 'lost-results'],
    ['prepare', 'type: string, ', '', 'missing-key'],
  ])('in %s.yml: %s → %s', (file, from, to, code) => {
    const line = lineOf(file, from);

    const codes = problemsAfter(file, from, to)
      .filter((problem) => problem.file === `pipelines/${file}.yml` && problem.line === line)
      .map((problem) => problem.code);

    expect(codes).toContain(code);
  });

  // What is missing is seen where it is needed.
  it.each([
    ['prepare', '- checkout: self', '- checkout: none', 'missing-checkout', 'prepare', 'script: npm run'],
    ['release', '- deploy-events', '- notify', 'events-before-code', 'step', 'inlineScript: npm'],
    ['release', '- deploy-platform', '- notify', 'release-order', 'step', 'inlineScript: npm'],
    ['release', '- smoke --app candidate', '- notify', 'release-order', 'step', 'inlineScript: npm'],
    ['release', '- record-approval', '- notify', 'approved-release', 'deploy', 'environment: ${{'],
    ['release', '- finish', '- notify', 'approved-release', 'deploy', 'environment: ${{'],
    ['release', 'onFailure: [roll-back]', 'onFailure: [notify]', 'approved-release', 'deploy', 'environment: ${{'],
    ['release', '- plan', '- deploy-platform', 'approved-release', 'deploy', 'environment: ${{'],
    ['step', 'RELEASE_WEBHOOK', 'WEBHOOK', 'missing-variable', 'step', 'inlineScript: npm'],
    ['release', ' condition: always(),', '', 'rejection-leaves-candidate', 'deploy', 'condition: ${{'],
    ['step', '--environment prod', '--environment dev', 'wrong-target', 'step', 'inlineScript: npm'],
    [
      'release',
      "always(), pool: '${{ parameters.pool }}'",
      'always(), pool: hosted',
      'odd-pool',
      'deploy',
      'pool: { vmImage',
    ],
    ['release', 'pr: none', 'name: x', 'implicit-trigger', 'release', 'trigger: none'],
    ['release', 'displayName: Live', 'isSkippable: false', 'missing-display-name', 'release', 'stage: live'],
    [
      'release',
      'lockBehavior: sequential',
      'isSkippable: false',
      'missing-lock-behavior',
      'release',
      'stage: candidate',
    ],
    ['release', 'name: where', 'name: elsewhere', 'undefined-variable', 'step', 'inlineScript: npm'],
  ])('in %s.yml: %s → %s is %s in %s.yml', (file, from, to, code, where, place) => {
    expect(problemsAfter(file, from, to)).toContainEqual(
      expect.objectContaining({ code, file: `pipelines/${where}.yml`, line: lineOf(where, place) }),
    );
  });
});
