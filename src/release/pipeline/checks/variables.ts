import type { Problem } from '../../../infra/problem.ts';
import { placeOf } from '../build/read.ts';
import type { ExpandedPipeline, Position, Step, Variable } from '../expanded.ts';
import { nearest } from '../nearest.ts';
import { problemAt } from '../problem-at.ts';
import { macrosIn } from '../run/macros.ts';
import type { Checked, Facts } from './facts.ts';
import { knownVariables, outputsOf, type KnownVariables } from './known-variables.ts';
import { placeIn } from './place-in.ts';
import { jobsOf, stepsOf, type PlacedStep } from './walk.ts';

/** Every `$(name)`: it must have a value where it stands. */
export function checkMacros({ pipeline, facts }: Checked): readonly Problem[] {
  const of = (variables: readonly Variable[], known: KnownVariables) =>
    variables.flatMap((variable) =>
      variable.kind === 'value' ? checkText(variable.value, variable.valueAt, known.names) : [],
    );
  return [
    ...of(pipeline.variables, knownVariables(pipeline, facts, {})),
    ...pipeline.stages.flatMap((stage) => of(stage.variables, knownVariables(pipeline, facts, { stage }))),
    ...jobsOf(pipeline).flatMap(({ stage, job }) => of(job.variables, knownVariables(pipeline, facts, { stage, job }))),
    ...stepsOf(pipeline).flatMap((placed) => checkStep(placed, pipeline, facts)),
  ];
}

function checkStep(placed: PlacedStep, pipeline: ExpandedPipeline, facts: Facts): readonly Problem[] {
  const { step, before } = placed;
  const earlier = before.flatMap((other) => {
    const outputs = outputsOf(other, facts);
    return other.name === undefined ? [] : outputs.map((output) => `${other.name ?? ''}.${output}`);
  });
  const { names } = knownVariables(pipeline, facts, placed);
  return stepTexts(step).flatMap(({ text, at }) => checkText(text, at, [...names, ...earlier]));
}

/** Every text of a step that the agent puts values into, and where it stands. */
export function stepTexts(
  step: Step,
): readonly { readonly text: string; readonly at: Position; readonly path: string }[] {
  const own =
    step.kind === 'script' && step.script !== undefined
      ? [[step.inputs['shell'] ?? 'script', step.script] as const]
      : [];
  const flat = step.kind === 'task' ? 'inputs.' : '';
  const entries = [
    ...own,
    ...Object.entries(step.inputs).map(([key, text]) => [`${flat}${inputKey(step, key)}`, text] as const),
    ...Object.entries(step.env).map(([key, text]) => [`env.${key}`, text] as const),
    ['displayName', step.displayName] as const,
  ];
  return entries.map(([path, text]) => ({ text, at: placeOf(step.source, path), path }));
}

/** In the YAML the first input of these stands at the key that names the step. */
function inputKey({ kind }: Step, key: string): string {
  if (kind === 'publish' && key === 'path') return 'publish';
  return kind === 'checkout' && key === 'repository' ? 'checkout' : key;
}

function checkText(text: string, at: Position, known: readonly string[]): readonly Problem[] {
  return macrosIn(text).flatMap(({ name, offset }) => {
    if (known.some((one) => one.toLowerCase() === name.toLowerCase())) return [];
    return [
      problemAt(
        placeIn(at, text, offset),
        'undefined-variable',
        `Nothing gives $(${name}) a value here${nearest(name, known)}`,
      ),
    ];
  });
}
