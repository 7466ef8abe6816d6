import { pathOf, walk, type Expression } from '../expression/syntax.ts';
import { results, type Ended, type Result, type RunContext } from '../run/run-context.ts';

/** Documented values of predefined variables. Source: learn.microsoft.com/azure/devops/pipelines/build/variables */
export const knownDomains: Readonly<Record<string, readonly string[]>> = {
  'build.reason': [
    'Manual',
    'IndividualCI',
    'BatchedCI',
    'Schedule',
    'ValidateShelveset',
    'CheckInShelveset',
    'PullRequest',
    'BuildCompletion',
    'ResourceTrigger',
  ],
  'agent.jobstatus': ['Canceled', 'Failed', 'Succeeded', 'SucceededWithIssues'],
  'agent.os': ['Windows_NT', 'Darwin', 'Linux'],
};

/** More runs than these are not tried. */
const MOST_RUNS = 20_000;

/**
 * Every run that a condition could tell apart: all results of what it depends on, cancelled or not, and for each value that is not
 * known before the run each text that the condition compares with, and one that it does not.
 *
 * @param options.dependsOn What it depends on directly.
 * @param options.isStep A step looks at its job and at nothing else.
 * @param options.written Variables whose values the YAML says, by lower-case name.
 */
export function possibleRuns(
  expression: Expression,
  options: {
    readonly dependsOn: readonly string[];
    readonly isStep: boolean;
    readonly written: ReadonlyMap<string, string>;
  },
): readonly RunContext[] {
  const { dependsOn, isStep, written } = options;
  const open = openValues(expression, written);
  let runs: readonly RunContext[] = isStep
    ? (['Succeeded', 'SucceededWithIssues', 'Failed', 'Canceled'] as const).map((jobStatus) => {
        return { variables: { 'Agent.JobStatus': jobStatus }, jobStatus };
      })
    : [{ variables: Object.fromEntries(written) }];
  if (isStep) runs = runs.map((run) => ({ ...run, variables: { ...Object.fromEntries(written), ...run.variables } }));
  for (const name of isStep ? [] : dependsOn)
    runs = combine(runs, results, (run, result) => ({
      ...run,
      dependencies: { ...run.dependencies, [name]: { ...run.dependencies?.[name], result } },
    }));
  for (const { path, values } of open) runs = combine(runs, values, (run, value) => withValue(run, path, value));
  return isStep ? runs : combine(runs, [false, true], (run, isCanceled) => ({ ...run, isCanceled }));
}

function combine<T>(
  runs: readonly RunContext[],
  values: readonly T[],
  set: (run: RunContext, value: T) => RunContext,
): readonly RunContext[] {
  const all = runs.flatMap((run) => values.map((value) => set(run, value)));
  return all.length > MOST_RUNS ? all.slice(0, MOST_RUNS) : all;
}

interface OpenValue {
  readonly path: readonly string[];
  readonly values: readonly string[];
}

/** What the condition reads and nobody knows before the run. */
function openValues(expression: Expression, written: ReadonlyMap<string, string>): readonly OpenValue[] {
  const parts = [...walk(expression)];
  const literals = parts.flatMap((part) =>
    part.kind === 'literal' && part.value !== null ? [literalText(part.value)] : [],
  );
  const found = new Map<string, OpenValue>();
  for (const part of parts) {
    const path = part.kind === 'member' ? pathOf(part) : undefined;
    const root = path?.[0]?.toLowerCase();
    const isVariable = root === 'variables' && path?.length === 2;
    if (path === undefined || (!isVariable && path[2] !== 'outputs' && path[3] !== 'outputs')) continue;
    const name = path.at(-1)?.toLowerCase() ?? '';
    if (isVariable && (written.has(name) || name === 'agent.jobstatus')) continue;
    if (!isVariable && path.at(-1) === 'outputs') continue;
    const values = (isVariable ? knownDomains[name] : undefined) ?? ['', 'another', ...literals.flatMap(near)];
    found.set(path.join('.').toLowerCase(), { path, values: [...new Set(values)] });
  }
  return [...found.values()];
}

const literalText = (value: object | string | number | boolean) => (typeof value === 'object' ? '1.0' : String(value));

/** A text itself, and texts that begin or end with it; a number, and those beside it. */
const near = (literal: string) =>
  /^\d+$/.test(literal) ? [literal, String(Number(literal) + 1), '0'] : [literal, `${literal}x`, `x${literal}`];

function withValue(run: RunContext, path: readonly string[], value: string): RunContext {
  const [root = '', first = '', second = '', third = ''] = path;
  if (root.toLowerCase() === 'variables') return { ...run, variables: { ...run.variables, [first]: value } };
  if (root.toLowerCase() === 'dependencies')
    return {
      ...run,
      dependencies: { ...run.dependencies, [first]: withOutput(run.dependencies?.[first], third, value) },
    };
  const jobs = run.stageDependencies?.[first] ?? {};
  const [, , , , key = ''] = path;
  return {
    ...run,
    stageDependencies: {
      ...run.stageDependencies,
      [first]: { ...jobs, [second]: withOutput(jobs[second], key, value) },
    },
  };
}

const withOutput = (ended: Ended | undefined, key: string, value: string): Ended => ({
  result: ended?.result ?? ('Succeeded' satisfies Result),
  outputs: { ...ended?.outputs, [key]: value },
});
