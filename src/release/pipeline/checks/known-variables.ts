import type { ExpandedPipeline, Job, Stage, Step, Variable } from '../expanded.ts';
import { pipelineResourceVariables, predefinedNames } from '../predefined-variables.ts';
import { commandsIn } from './commands-in.ts';
import type { Facts } from './facts.ts';

/** The variables that have a value at one place, by name as it is written. */
export interface KnownVariables {
  readonly names: readonly string[];
  /** Those whose values nobody may see. */
  readonly secrets: readonly string[];
  /** Values that are written in the YAML, by lower-case name; not those with `$(…)` or `$[…]` in them. */
  readonly written: ReadonlyMap<string, string>;
}

/** What a stage, a job, or a job's steps know: their own variables, those around, groups, and what Azure sets. */
export function knownVariables(
  pipeline: ExpandedPipeline,
  facts: Pick<Facts, 'devops'>,
  { stage, job }: { readonly stage?: Stage | undefined; readonly job?: Job | undefined },
): KnownVariables {
  const variables: readonly Variable[] = [
    ...pipeline.variables,
    ...(stage?.variables ?? []),
    ...(job?.variables ?? []),
  ];
  const groups = variables.flatMap((variable) =>
    variable.kind === 'group' ? (facts.devops.variableGroups[variable.group] ?? []) : [],
  );
  const secrets = groups.flatMap((group) => ('secrets' in group ? group.secrets : []));
  const plain = groups.flatMap((group) => ('variables' in group ? Object.keys(group.variables) : []));
  const own = variables.filter((variable) => variable.kind === 'value');
  return {
    names: [...own.map(({ name }) => name), ...plain, ...secrets, ...predefinedNames, ...resourceVariables(pipeline)],
    secrets: [...secrets, 'System.AccessToken'],
    written: new Map(
      own.filter(({ value }) => !/\$[([]/.test(value)).map(({ name, value }) => [name.toLowerCase(), value]),
    ),
  };
}

const resourceVariables = ({ resources }: ExpandedPipeline) =>
  resources.pipelines.flatMap(({ alias }) =>
    pipelineResourceVariables.map((name) => `resources.pipeline.${alias}.${name}`),
  );

/** What a step sets for others: the outputs of its release step, and what its script says in as many words. */
export function outputsOf(step: Step, { stepOutputs }: Pick<Facts, 'stepOutputs'>): readonly string[] {
  const script = step.script ?? step.inputs['inlineScript'] ?? '';
  const told = [...script.matchAll(/##vso\[task\.setvariable\s+variable=([\w.]+)[^\]]*isOutput=true/gi)].map(
    ([, name]) => name ?? '',
  );
  const release = commandsIn(script).flatMap(({ script: npm, args }) =>
    npm === 'release' ? (stepOutputs[args[0]?.text ?? ''] ?? []) : [],
  );
  return [...told, ...release];
}
