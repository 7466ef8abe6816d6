import { placeOf } from '../build/read.ts';
import type { ExpandedPipeline, Position, Step } from '../expanded.ts';
import { commandsIn, type Word } from './commands-in.ts';
import { ancestorsOf, stepsOf, type PlacedStep } from './walk.ts';

/** An npm script that a step runs. */
export interface ScriptCall {
  readonly script: string;
  readonly args: readonly Word[];
  readonly at: Position;
}

export function scriptCalls(step: Step): readonly ScriptCall[] {
  const isScript = step.kind === 'script';
  const text = isScript ? (step.script ?? '') : (step.inputs['inlineScript'] ?? '');
  const at = placeOf(step.source, isScript ? (step.inputs['shell'] ?? 'script') : 'inputs.inlineScript');
  return commandsIn(text).flatMap(({ script, args }) => (script === undefined ? [] : [{ script, args, at }]));
}

/** A step of `npm run release` in a pipeline. */
export interface ReleaseCall {
  /** `deploy-code`. */
  readonly name: string;
  readonly option: (name: string) => string | undefined;
  readonly at: Position;
  readonly placed: PlacedStep;
}

export const releaseCalls = (pipeline: ExpandedPipeline): readonly ReleaseCall[] =>
  stepsOf(pipeline).flatMap((placed) =>
    scriptCalls(placed.step)
      .filter(({ script }) => script === 'release')
      .map(({ args, at }) => ({ name: args[0]?.text ?? '', option: optionOf(args), at, placed })),
  );

/** The word after `--name`; empty where none follows; undefined where the option is not there. */
const optionOf = (args: readonly Word[]) => (name: string) => {
  const index = args.findIndex(({ text }) => text === name);
  if (index < 0) return undefined;
  const value = args[index + 1]?.text ?? '';
  return value.startsWith('--') ? '' : value;
};

/** Whether a call is certain to come before another one when all succeeds. */
export function comesBefore(first: ReleaseCall, second: ReleaseCall, { stages }: ExpandedPipeline): boolean {
  const [a, b] = [first.placed, second.placed];
  if (a.hook === 'onFailure') return false;
  if (a.stage !== b.stage) return ancestorsOf(stages, b.stage).has(a.stage.name);
  if (a.job !== b.job) return ancestorsOf(b.stage.jobs, b.job).has(a.job.name);
  return a.hook === b.hook ? a.before.length < b.before.length : b.hook === 'onFailure';
}
