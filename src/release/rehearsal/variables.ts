import { evaluateRuntime } from '../pipeline/run/evaluate-runtime.ts';
import type { RunContext } from '../pipeline/run/run-context.ts';
import type { Variable } from '../pipeline/expanded.ts';

/** A variable group as the run gets it. */
export interface GroupValues {
  readonly values: Readonly<Record<string, string>>;
  /** From the vault; never in a step's environment unless mapped. */
  readonly secrets: Readonly<Record<string, string>>;
}

/** Variables of a stage, a job or a step: what is inside wins. Names are found without regard to case. */
export interface Variables {
  readonly all: Readonly<Record<string, string>>;
  readonly secretNames: ReadonlySet<string>;
}

export const noVariables: Variables = { all: {}, secretNames: new Set() };

/**
 * `outer` with the variables of a part of the pipeline in it; `$[ … ]` are answered here.
 *
 * @param groupCalled @throws Error for one that is not there, or that the pipeline may not use.
 */
export function withVariables(
  outer: Variables,
  declared: readonly Variable[],
  { groupCalled, context }: { groupCalled: (name: string) => GroupValues; context: Omit<RunContext, 'variables'> },
): Variables {
  let all = outer.all;
  const secretNames = new Set(outer.secretNames);
  for (const variable of declared)
    if (variable.kind === 'group') {
      const { values, secrets } = groupCalled(variable.group);
      all = merged(merged(all, values), secrets);
      for (const name of Object.keys(secrets)) secretNames.add(name.toLowerCase());
    } else all = merged(all, { [variable.name]: evaluateRuntime(variable.value, { ...context, variables: all }) });
  return { all, secretNames };
}

/** With one more, as a step sets it. */
export const withVariable = (
  { all, secretNames }: Variables,
  name: string,
  value: string,
  isSecret: boolean,
): Variables => ({
  all: merged(all, { [name]: value }),
  secretNames: isSecret ? new Set([...secretNames, name.toLowerCase()]) : secretNames,
});

/** As a step's process gets them: upper case, with underscores; secrets not. Source: learn.microsoft.com/azure/devops/pipelines/process/variables. */
export function asEnvironment({ all, secretNames }: Variables): Record<string, string> {
  const open = Object.entries(all).filter(([name]) => !secretNames.has(name.toLowerCase()));
  return Object.fromEntries(open.map(([name, value]) => [name.toUpperCase().replaceAll(/[ .]/g, '_'), value]));
}

function merged(
  outer: Readonly<Record<string, string>>,
  inner: Readonly<Record<string, string>>,
): Record<string, string> {
  const names = new Set(Object.keys(inner).map((name) => name.toLowerCase()));
  return { ...Object.fromEntries(Object.entries(outer).filter(([name]) => !names.has(name.toLowerCase()))), ...inner };
}
