import type { Problem } from '../../../infra/problem.ts';
import { placeOf } from '../build/read.ts';
import type { Step } from '../expanded.ts';
import { nearest } from '../nearest.ts';
import { problemAt } from '../problem-at.ts';
import type { Checked } from './facts.ts';
import { tasks, type TaskFacts, type TaskInput } from './task-table.ts';
import { stepsOf, type PlacedStep } from './walk.ts';

/** Tasks by their tables: names, inputs and their values; and where they run. */
export function checkTasks({ pipeline }: Checked): readonly Problem[] {
  return stepsOf(pipeline).flatMap((placed) => {
    const { step, job } = placed;
    if (step.kind !== 'task') {
      if (job.pool !== 'server' || step.inputs['implicit'] === 'true') return [];
      return [
        problemAt(step.source, 'agentless', 'A job without an agent (pool: server) runs tasks of Azure DevOps only'),
      ];
    }
    const facts = tasks[step.task ?? ''];
    if (facts === undefined) return [unknownTask(step)];
    return [...checkPlace(placed, facts), ...checkInputs(step, facts)];
  });
}

const unknownTask = ({ task = '', source }: Step) =>
  problemAt(
    placeOf(source, 'task'),
    'unknown-task',
    `No task '${task}' is listed in src/release/pipeline/checks/task-table.ts${nearest(task, Object.keys(tasks))}`,
  );

function checkPlace({ step, job }: PlacedStep, { isServer = false }: TaskFacts): readonly Problem[] {
  if (isServer === (job.pool === 'server')) return [];
  const message = isServer ? `needs a job with 'pool: server'` : 'needs an agent';
  return [problemAt(placeOf(step.source, 'task'), 'agentless', `${step.task ?? ''} ${message}`)];
}

function checkInputs(step: Step, { inputs }: TaskFacts): readonly Problem[] {
  const names = new Map<string, readonly [string, TaskInput]>();
  for (const [name, input] of Object.entries(inputs))
    for (const alias of [name, ...(input.aliases ?? [])]) names.set(alias.toLowerCase(), [name, input]);
  const given = new Map<string, string>();
  const problems = Object.entries(step.inputs).flatMap(([key, value]): Problem[] => {
    const at = placeOf(step.source, `inputs.${key}`);
    const found = names.get(key.toLowerCase());
    if (found === undefined)
      return [
        problemAt(
          at,
          'unknown-input',
          `${step.task ?? ''} has no input '${key}'${nearest(
            key,
            [...names.values()].map(([name]) => name),
          )}`,
        ),
      ];
    const [name, { values }] = found;
    if (given.has(name)) return [problemAt(at, 'duplicate-name', `Input '${name}' is there twice`)];
    given.set(name, value);
    if (values === undefined || value.includes('$(') || values.some((one) => one.toLowerCase() === value.toLowerCase()))
      return [];
    return [
      problemAt(
        at,
        'input-value',
        `'${name}' cannot be '${value}'; it is one of ${values.join(', ')}${nearest(value, values)}`,
      ),
    ];
  });
  const missing = Object.entries(inputs).filter(
    ([name, input]) => isNeeded(input, given) && (given.get(name) ?? '') === '',
  );
  return [
    ...problems,
    ...missing.map(([name]) =>
      problemAt(inputPlace(step, name), 'missing-input', `${step.task ?? ''} needs the input '${name}'`),
    ),
  ];
}

/** The input's place if it is there and empty, else that of all inputs. */
const inputPlace = ({ source }: Step, name: string) => source.keys[`inputs.${name}`] ?? placeOf(source, 'inputs');

function isNeeded({ required = false, requiredIf }: TaskInput, given: ReadonlyMap<string, string>): boolean {
  if (requiredIf === undefined) return required;
  const [other, value] = requiredIf;
  return given.get(other)?.toLowerCase() === value.toLowerCase();
}
