import type { Problem } from '../../../infra/problem.ts';
import type { Variable } from '../expanded.ts';
import { problemAt } from '../problem-at.ts';
import { macrosIn } from '../run/macros.ts';
import type { Checked } from './facts.ts';
import { knownVariables } from './known-variables.ts';
import { placeIn } from './place-in.ts';
import { jobsOf, stepsOf } from './walk.ts';
import { stepTexts } from './variables.ts';

/** Secrets reach a program by `env:` only: in a command line everybody on the agent can read them. And none is written in a file. */
export function checkSecrets({ pipeline, facts }: Checked): readonly Problem[] {
  const steps = stepsOf(pipeline).flatMap((placed) => {
    const { secrets } = knownVariables(pipeline, facts, placed);
    return stepTexts(placed.step).flatMap(({ text, at, path }) => [
      ...(path.startsWith('env.') || isConnection(path)
        ? []
        : secretMacros(text, secrets).map(({ name, offset }) => inline(name, placeIn(at, text, offset)))),
      ...written(text).map((offset) =>
        problemAt(placeIn(at, text, offset), 'secret-in-file', 'This looks like a secret: keep it in the vault'),
      ),
    ]);
  });
  const variables = [
    ...pipeline.variables,
    ...pipeline.stages.flatMap((stage) => stage.variables),
    ...jobsOf(pipeline).flatMap(({ job }) => job.variables),
  ];
  const { secrets } = knownVariables({ ...pipeline, variables }, facts, {});
  return [...steps, ...variables.flatMap((variable) => checkVariable(variable, secrets))];
}

/** Inputs of tasks that take a password and keep it to themselves. */
const isConnection = (path: string) => /\.(password|personalAccessToken|accessToken)$/i.test(path);

const secretMacros = (text: string, secrets: readonly string[]) =>
  macrosIn(text).filter(({ name }) => secrets.some((secret) => secret.toLowerCase() === name.toLowerCase()));

const inline = (name: string, at: Parameters<typeof problemAt>[0]) =>
  problemAt(at, 'secret-in-script', `The secret $(${name}) stands in a text that is logged and shown: give it by env:`);

function checkVariable(variable: Variable, secrets: readonly string[]): readonly Problem[] {
  if (variable.kind === 'group') return [];
  const { name, value, valueAt } = variable;
  const copies = secretMacros(value, secrets).map((macro) =>
    problemAt(
      placeIn(valueAt, value, macro.offset),
      'secret-in-script',
      `$(${macro.name}) is no secret any more once it is in '${name}'`,
    ),
  );
  const named = /(password|secret|token|apikey|accountkey|connectionstring)$/i.test(name) && /^[^$]{4,}$/.test(value);
  const found = named || written(value).length > 0;
  return [
    ...copies,
    ...(found ? [problemAt(valueAt, 'secret-in-file', `'${name}' looks like a secret: keep it in the vault`)] : []),
  ];
}

const secretTexts = [
  /\b(AccountKey|SharedAccessKey|SharedAccessSignature)=[\w+/%-]{8,}/i,
  /-----BEGIN [A-Z ]*PRIVATE KEY/,
  /\beyJ[\w-]{10,}\.[\w-]{10,}/,
  /[?&]sig=[\w%+/-]{16,}/i,
  /--(password|client-secret|account-key|sas-token|pat)[ =]["']?[^\s$"'-][^\s"']{5,}/i,
];

const written = (text: string): readonly number[] =>
  secretTexts.flatMap((pattern) => {
    const match = pattern.exec(text);
    return match === null ? [] : [match.index];
  });
