/** What each step sets for later stages. The checks refuse a pipeline that reads anything else. */
export const stepOutputs = {
  /** `digest`: of the release; `package`: of the package's contents, empty without one. */
  verify: ['commit', 'digest', 'package'],
  /** `candidates`: `<model>/<modelVersion>` of all that now wait to go live, with commas; empty when there is none. */
  'stage-models': ['candidates'],
  'record-approval': ['approvedBy'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

type Outputs = typeof stepOutputs;

/**
 * Sets a step's outputs, all of them. Azure Pipelines reads them from the step's text; elsewhere they are two more lines.
 * Source: learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands
 */
export function setOutputs<Step extends keyof Outputs>(
  step: Step,
  values: Readonly<Record<Outputs[Step][number], string>>,
  print: (line: string) => void,
): void {
  for (const name of stepOutputs[step] as readonly Outputs[Step][number][]) {
    print(`##vso[task.setvariable variable=${name};isOutput=true]${escaped(values[name])}`);
  }
}

/** As the agent reads them back. */
const escaped = (value: string) => value.replaceAll('%', '%AZP25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
