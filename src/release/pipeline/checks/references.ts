import type { Problem } from '../../../infra/problem.ts';
import { placeOf } from '../build/read.ts';
import type { Job, Position, Stage } from '../expanded.ts';
import { functions, lazyFunctions } from '../expression/functions.ts';
import { pathOf, walk, type Expression } from '../expression/syntax.ts';
import { nearest } from '../nearest.ts';
import { problemAt } from '../problem-at.ts';
import { outputKey } from '../run/run-context.ts';
import { statusFunctions } from '../run/status-functions.ts';
import { runtimeExpressions, type PlacedExpression } from './expressions.ts';
import type { Checked, Facts } from './facts.ts';
import { knownVariables, outputsOf } from './known-variables.ts';
import { ancestorsOf, stepLists } from './walk.ts';

const status = Object.keys(statusFunctions({ variables: {} }));
const knownFunctions = [...Object.keys(functions), ...Object.keys(lazyFunctions), ...status];

/** Everything that conditions and runtime expressions name: functions, variables, stages, jobs, outputs. */
export function checkReferences(checked: Checked): readonly Problem[] {
  const { expressions, problems } = runtimeExpressions(checked.pipeline);
  return [...problems, ...expressions.flatMap((placed) => checkExpression(placed, checked))];
}

function checkExpression(placed: PlacedExpression, checked: Checked): readonly Problem[] {
  const say = (offset: number, code: string, message: string) => problemAt(placed.at(offset), code, message);
  const paths = new Set<Expression>();
  return [...walk(placed.expression)].flatMap((part): readonly Problem[] => {
    if (part.kind === 'call') {
      const name = part.name.toLowerCase();
      if (!knownFunctions.includes(name))
        return [
          say(
            part.offset,
            'unknown-function',
            `There is no function '${part.name}'${nearest(part.name, knownFunctions)}`,
          ),
        ];
      if (placed.kind === 'variable' && status.includes(name) && name !== 'counter')
        return [say(part.offset, 'unknown-function', `'${part.name}' is for conditions, not for a variable's value`)];
      return [];
    }
    if (part.kind === 'literal' || part.kind === 'every' || paths.has(part)) return [];
    const path = pathOf(part);
    if (path === undefined) return [];
    // The shorter paths inside this one are no references of their own.
    for (const inner of walk(part)) paths.add(inner);
    const wrong = checkPath(path, placed, checked);
    return wrong === undefined ? [] : [say(part.offset, wrong.code, wrong.message)];
  });
}

interface Wrong {
  readonly code: string;
  readonly message: string;
}

function checkPath(path: readonly string[], placed: PlacedExpression, { pipeline, facts }: Checked): Wrong | undefined {
  const [root = '', ...rest] = path;
  const { stage, job, step, kind } = placed;
  switch (root.toLowerCase()) {
    case 'variables':
      return unknown('undefined-variable', 'variable', rest[0], knownVariables(pipeline, facts, placed).names);
    case 'dependencies':
      if (step !== undefined || stage === undefined) break;
      if (job !== undefined) return checkJobPath(rest, ancestorsOf(stage.jobs, job), facts);
      if (kind === 'condition') return checkStagePath(rest, ancestorsOf(pipeline.stages, stage), facts);
      break;
    case 'stagedependencies': {
      if (step !== undefined || stage === undefined || (job === undefined && kind === 'condition')) break;
      const stages = ancestorsOf(pipeline.stages, stage);
      const [name, ...inside] = rest;
      const jobs = stages.get(name ?? '')?.jobs ?? [];
      return (
        unknown('unknown-stage', 'stage that comes before', name, [...stages.keys()]) ??
        checkJobPath(inside, new Map(jobs.map((one) => [one.name, one])), facts)
      );
    }
    default:
      return {
        code: 'unknown-name',
        message: `'${root}' is not known here${nearest(root, ['variables', 'dependencies', 'stageDependencies'])}`,
      };
  }
  return {
    code: 'unknown-name',
    message: `'${root}' is not known ${step === undefined ? 'here' : "in a step's condition: set a variable of the job to it"}`,
  };
}

type Places = ReadonlyMap<string, Position>;

/** `<stage>.result`, `<stage>.outputs['<job>.<key of the job>']`. */
function checkStagePath(rest: readonly string[], stages: ReadonlyMap<string, Stage>, facts: Facts): Wrong | undefined {
  const [name = '', what, key] = rest;
  const outputs = (stages.get(name)?.jobs ?? []).flatMap((job) =>
    outputPlaces(job, facts).map(([one, at]) => [`${job.name}.${one}`, at] as const),
  );
  return (
    unknown('unknown-stage', 'stage that comes before', name, [...stages.keys()]) ??
    checkEnd(what, key, new Map(outputs))
  );
}

/** `<job>.result`, `<job>.outputs['<key>']`. */
function checkJobPath(rest: readonly string[], jobs: ReadonlyMap<string, Job>, facts: Facts): Wrong | undefined {
  const [name = '', what, key] = rest;
  const job = jobs.get(name);
  const outputs = new Map(job === undefined ? [] : outputPlaces(job, facts));
  return unknown('unknown-job', 'job that comes before', name, [...jobs.keys()]) ?? checkEnd(what, key, outputs);
}

function checkEnd(what: string | undefined, key: string | undefined, outputs: Places): Wrong | undefined {
  if (what === 'result') return undefined;
  return (
    unknown('unknown-property', 'property', what, ['result', 'outputs']) ??
    unknown('unknown-output', 'output', key, [...outputs.keys()], outputs)
  );
}

/** The keys of a job's outputs, and where the steps get the names that the keys are made of. */
const outputPlaces = (job: Job, facts: Facts): readonly (readonly [string, Position])[] =>
  stepLists(job).flatMap(([, steps]) =>
    steps.flatMap((step) => {
      const { name, source } = step;
      if (name === undefined) return [];
      return outputsOf(step, facts).map((output) => [outputKey(job, name, output), placeOf(source, 'name')] as const);
    }),
  );

function unknown(
  code: string,
  what: string,
  name: string | undefined,
  known: readonly string[],
  places?: Places,
): Wrong | undefined {
  if (name !== undefined && known.some((one) => one.toLowerCase() === name.toLowerCase())) return undefined;
  if (name === undefined || name === '') return { code, message: `Which ${what}?` };
  return { code, message: `There is no ${what} '${name}'${nearest(name, known, places)}` };
}
