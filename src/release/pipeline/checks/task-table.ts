/** One input of a task. */
export interface TaskInput {
  readonly required?: boolean;
  /** Required only when another input has this value. */
  readonly requiredIf?: readonly [input: string, value: string];
  readonly values?: readonly string[];
  /** Other names that the task takes for it. */
  readonly aliases?: readonly string[];
}

export interface TaskFacts {
  /** Runs on Azure DevOps itself, in a job with `pool: server`. */
  readonly isServer?: boolean;
  readonly inputs: Readonly<Record<string, TaskInput>>;
}

const yesNo: TaskInput = { values: ['true', 'false'] };
const free: TaskInput = {};
const must: TaskInput = { required: true };

/**
 * The tasks that our pipelines may use, and what they take. Any other task is refused: add it here from its page.
 * Source: learn.microsoft.com/azure/devops/pipelines/tasks/reference
 */
export const tasks: Readonly<Record<string, TaskFacts>> = {
  'AzureCLI@2': {
    inputs: {
      azureSubscription: { required: true, aliases: ['connectedServiceNameARM'] },
      scriptType: { required: true, values: ['ps', 'pscore', 'batch', 'bash'] },
      scriptLocation: { required: true, values: ['inlineScript', 'scriptPath'] },
      inlineScript: { requiredIf: ['scriptLocation', 'inlineScript'] },
      scriptPath: { requiredIf: ['scriptLocation', 'scriptPath'] },
      arguments: { aliases: ['scriptArguments'] },
      workingDirectory: { aliases: ['cwd'] },
      powerShellErrorActionPreference: { values: ['stop', 'continue', 'silentlyContinue'] },
      addSpnToEnvironment: yesNo,
      useGlobalConfig: yesNo,
      failOnStandardError: yesNo,
      powerShellIgnoreLASTEXITCODE: yesNo,
      visibleAzLogin: yesNo,
      keepAzSessionActive: yesNo,
    },
  },
  'UseNode@1': {
    inputs: {
      version: free,
      checkLatest: yesNo,
      force32bit: yesNo,
      retryCountOnDownloadFails: free,
      delayBetweenRetries: free,
    },
  },
  'NodeTool@0': {
    inputs: {
      versionSource: { values: ['spec', 'fromFile'] },
      versionSpec: { aliases: ['version'] },
      versionFilePath: { requiredIf: ['versionSource', 'fromFile'] },
      checkLatest: yesNo,
      force32bit: yesNo,
    },
  },
  'PublishTestResults@2': {
    inputs: {
      testResultsFormat: {
        required: true,
        values: ['JUnit', 'NUnit', 'VSTest', 'XUnit', 'CTest'],
        aliases: ['testRunner'],
      },
      testResultsFiles: must,
      searchFolder: free,
      mergeTestResults: yesNo,
      failTaskOnFailedTests: yesNo,
      failTaskOnFailureToPublishResults: yesNo,
      failTaskOnMissingResultsFile: yesNo,
      testRunTitle: free,
      buildPlatform: { aliases: ['platform'] },
      buildConfiguration: { aliases: ['configuration'] },
      publishRunAttachments: yesNo,
    },
  },
  'DownloadPipelineArtifact@2': {
    inputs: {
      buildType: { values: ['current', 'specific'], aliases: ['source'] },
      project: { requiredIf: ['buildType', 'specific'] },
      definition: { requiredIf: ['buildType', 'specific'], aliases: ['pipeline'] },
      specificBuildWithTriggering: { values: ['true', 'false'], aliases: ['preferTriggeringPipeline'] },
      buildVersionToDownload: { values: ['latest', 'latestFromBranch', 'specific'], aliases: ['runVersion'] },
      branchName: { aliases: ['runBranch'] },
      pipelineId: { aliases: ['runId', 'buildId'] },
      tags: free,
      allowPartiallySucceededBuilds: yesNo,
      allowFailedBuilds: yesNo,
      artifactName: { aliases: ['artifact'] },
      itemPattern: { aliases: ['patterns'] },
      targetPath: { aliases: ['path', 'downloadPath'] },
    },
  },
  'PublishPipelineArtifact@1': {
    inputs: {
      targetPath: { required: true, aliases: ['path'] },
      artifact: { aliases: ['artifactName'] },
      publishLocation: { values: ['pipeline', 'filepath'], aliases: ['artifactType'] },
      fileSharePath: { requiredIf: ['publishLocation', 'filepath'] },
      parallel: yesNo,
      parallelCount: free,
      properties: free,
    },
  },
  'CopyFiles@2': {
    inputs: {
      SourceFolder: free,
      Contents: must,
      TargetFolder: must,
      CleanTargetFolder: yesNo,
      OverWrite: yesNo,
      flattenFolders: yesNo,
    },
  },
  'Cache@2': { inputs: { key: must, path: must, cacheHitVar: free, restoreKeys: free } },
  'AzureKeyVault@2': {
    inputs: {
      azureSubscription: { required: true, aliases: ['ConnectedServiceName'] },
      KeyVaultName: must,
      SecretsFilter: free,
      RunAsPreJob: yesNo,
    },
  },
  'PublishCodeCoverageResults@2': {
    inputs: { summaryFileLocation: must, pathToSources: free, failIfCoverageEmpty: yesNo },
  },
  'ManualValidation@1': {
    isServer: true,
    inputs: {
      notifyUsers: free,
      approvers: free,
      allowApproversToApproveTheirOwnRuns: yesNo,
      instructions: free,
      onTimeout: { values: ['reject', 'resume'] },
    },
  },
  'Delay@1': { isServer: true, inputs: { delayForMinutes: must } },
};
