import { glob, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Step } from '../pipeline/expanded.ts';
import type { Artifacts } from './artifacts.ts';

interface Agent {
  readonly artifacts: Artifacts;
  /** `System.DefaultWorkingDirectory`: relative paths are below it. */
  readonly root: string;
  /** `Pipeline.Workspace` of the job. */
  readonly workspace: string;
  readonly say: (line: string) => void;
}

/** What the agent does itself, without a script of ours. @throws Error for a step that it does not know: nothing is passed over. */
export async function agentStep(step: Step, inputs: Readonly<Record<string, string>>, agent: Agent): Promise<void> {
  const { artifacts, root, say } = agent;
  switch (step.kind) {
    case 'checkout':
      say(`Sources: ${inputs['repository'] ?? 'self'}, as they are in this repository`);
      return;
    case 'publish':
      await artifacts.publish(inputs['artifact'] ?? '', resolve(root, inputs['path'] ?? ''));
      say(`Published ${String(inputs['artifact'])}`);
      return;
    case 'download':
      await download(inputs, agent);
      return;
    case 'task':
      await task(step.task ?? '', inputs, agent);
      return;
    default:
      throw new Error(`${step.displayName} is a script, not the agent's`);
  }
}

async function download(inputs: Readonly<Record<string, string>>, { artifacts, workspace, say }: Agent): Promise<void> {
  const { source = 'current', artifact, patterns, path } = inputs;
  if (source === 'none') return;
  if (patterns !== undefined || path !== undefined)
    throw new Error('download is known to the rehearsal without patterns and path');
  // Without a name: all of them, as a deployment job does by itself at its start.
  for (const name of artifact === undefined || artifact === '' ? await artifacts.names(source) : [artifact]) {
    const folder = source === 'current' ? workspace : join(workspace, source);
    await artifacts.download(source, name, join(folder, name));
    say(`Downloaded ${name}${source === 'current' ? '' : ` of ${source}`}`);
  }
}

async function task(name: string, inputs: Readonly<Record<string, string>>, agent: Agent): Promise<void> {
  const { artifacts, root, workspace, say } = agent;
  switch (name) {
    case 'UseNode@1': {
      const [wanted] = (inputs['version'] ?? '').split('.');
      const [present] = process.versions.node.split('.');
      if (wanted !== present)
        throw new Error(`The step asks for Node ${String(inputs['version'])}; the rehearsal has ${process.version}`);
      say(`Node ${process.version}`);
      return;
    }
    case 'PublishTestResults@2':
      await testResults(inputs, { root, say });
      return;
    case 'DownloadPipelineArtifact@2': {
      const pattern = /^([\w-]*)\*\/\*\*$/.exec(inputs['itemPattern'] ?? '');
      if (inputs['buildType'] !== 'current' || !pattern)
        throw new Error('Only buildType current with an itemPattern <prefix>*/** is known to the rehearsal');
      const names = (await artifacts.names('current')).filter((artifact) => artifact.startsWith(pattern[1] ?? ''));
      for (const artifact of names)
        await artifacts.download('current', artifact, join(resolve(workspace, inputs['targetPath'] ?? ''), artifact));
      say(`Downloaded ${names.join(', ') || 'nothing'}`);
      return;
    }
    default:
      throw new Error(`${name} is not a task that the rehearsal knows`);
  }
}

async function testResults(
  inputs: Readonly<Record<string, string>>,
  { root, say }: Pick<Agent, 'root' | 'say'>,
): Promise<void> {
  if (inputs['testResultsFormat'] !== 'JUnit') throw new Error('Only test results as JUnit are known to the rehearsal');
  let files = 0;
  let tests = 0;
  for await (const file of glob(resolve(root, inputs['testResultsFiles'] ?? ''))) {
    files += 1;
    tests += [...(await readFile(file, 'utf8')).matchAll(/<testcase\b/g)].length;
  }
  if (files === 0 && inputs['failTaskOnMissingResultsFile'] === 'true')
    throw new Error(`No test result files matching ${String(inputs['testResultsFiles'])}`);
  say(`${files} files with ${tests} tests`);
}
