import { resolve } from 'node:path';
import type { Step } from '../pipeline/expanded.ts';
import { type LoggingCommand, readLoggingCommand } from './logging-commands.ts';
import type { Rehearsal } from './rehearsal.ts';
import type { RunningJob } from './running-job.ts';
import { runShell } from './shell.ts';
import { withVariable } from './variables.ts';

const scriptInputs: readonly string[] = [
  // How the expander says whether it was `script` or `bash`: bash on our agents, either way.
  'shell',
  'workingDirectory',
  ...['azureSubscription', 'scriptType', 'scriptLocation', 'inlineScript'],
];

/**
 * What a step has bash run; undefined: the agent does it without.
 *
 * @throws Error for an input that would be passed over.
 */
export function scriptOf(step: Step, inputs: Readonly<Record<string, string>>): string | undefined {
  if (step.kind !== 'script' && step.task !== 'AzureCLI@2') return undefined;
  const unknown = Object.keys(inputs).filter((name) => !scriptInputs.includes(name));
  if (unknown.length > 0) throw new Error(`${unknown.join(', ')} of a script: not known to the rehearsal`);
  if (step.kind === 'script') {
    const { shell = 'script' } = inputs;
    if (shell !== 'script' && shell !== 'bash') throw new Error(`${shell}: not known to the rehearsal`);
    return step.script ?? '';
  }
  if (inputs['scriptType'] !== 'bash' || inputs['scriptLocation'] !== 'inlineScript')
    throw new Error('AzureCLI@2 is known to the rehearsal with scriptType bash and scriptLocation inlineScript');
  return inputs['inlineScript'] ?? '';
}

interface Running {
  readonly script: string;
  readonly env: Readonly<Record<string, string>>;
  /** From the repository. */
  readonly workingDirectory: string | undefined;
  readonly say: (line: string) => void;
}

/** Runs a step's script, does what it tells the agent, and ends it when its time is over or the run is cancelled. */
export async function runScript(
  step: Step,
  { script, env, workingDirectory = '.', say }: Running,
  job: RunningJob,
  { root, env: common, masks, signal }: Rehearsal,
): Promise<'Succeeded' | 'SucceededWithIssues' | 'Failed' | 'Canceled'> {
  let told: 'Succeeded' | 'SucceededWithIssues' | 'Failed' = 'Succeeded';
  const hear = (line: string) => {
    try {
      const command = readLoggingCommand(line);
      if (!command) say(line);
      else if (command.kind === 'set-variable') setVariable(command, step, job, { masks, say });
      else if (command.kind === 'issue') say(`##[${command.type}]${command.message}`);
      else {
        told = command.result;
        if (command.message !== '') say(command.message);
      }
    } catch (error) {
      // Hidden before it is said: what could not be read may hold a secret.
      told = 'Failed';
      say(`##[error]${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const { timeoutInMinutes = 0 } = step;
  const limit = timeoutInMinutes === 0 ? undefined : AbortSignal.timeout(timeoutInMinutes * 60_000);
  // A step that always runs does so in a run that was cancelled, too: only what runs at that moment is ended.
  const ends = [...(signal.aborted ? [] : [signal]), ...(limit ? [limit] : [])];
  const wasCancelled = signal.aborted;
  const code = await runShell({
    ...{ script, hear },
    folder: resolve(root, workingDirectory),
    env: { ...common, ...env },
    signal: AbortSignal.any(ends),
  });
  if (code === 0) return told;
  if (limit?.aborted === true) say(`##[error]The step ran longer than the maximum time of ${timeoutInMinutes} minutes`);
  else say(`##[error]The step exited with code ${code}`);
  return signal.aborted && !wasCancelled ? 'Canceled' : 'Failed';
}

function setVariable(
  { name, value, isOutput, isSecret }: Extract<LoggingCommand, { kind: 'set-variable' }>,
  step: Step,
  job: RunningJob,
  { masks, say }: { readonly masks: Rehearsal['masks']; readonly say: (line: string) => void },
): void {
  if (isSecret) masks.add(value);
  const full = isOutput && step.name !== undefined ? `${step.name}.${name}` : name;
  job.variables = withVariable(job.variables, full, value, isSecret);
  if (isOutput && step.name !== undefined) job.outputs[full] = value;
  say(`${full} = ${isSecret ? '***' : value}`);
}
