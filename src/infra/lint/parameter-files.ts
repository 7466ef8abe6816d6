import { plainText } from '../bicep/body.ts';
import { parseBicep } from '../bicep/parse.ts';
import type { Expression } from '../bicep/expression.ts';
import type { BicepTree, Parameter } from '../bicep/tree.ts';
import type { Problem } from '../problem.ts';

/** What was decided for an environment (issue 6, docs/infrastructure.md): whoever changes it changes it here too. */
const decided: Readonly<Record<string, Readonly<Record<string, (value: unknown) => boolean>>>> = {
  dev: {
    environment: (value) => value === 'dev',
    zoneRedundant: (value) => value === false,
    privateNetworking: (value) => value === false,
    alwaysReady: (value) => value === 0,
    cosmosMaxThroughput: (value) => Number(value) <= 4000,
    cosmosThroughput: (value) => value === 'serverless',
    cosmosBackup: (value) => value === 'periodic',
    maximumInstances: (value) => Number(value) <= 40,
    logRetentionDays: (value) => Number(value) === 30,
    logDailyQuotaGb: (value) => Number(value) >= 1 && Number(value) <= 5,
    monthlyBudget: (value) => Number(value) <= 500,
    softDeleteDays: (value) => Number(value) >= 7,
  },
  prod: {
    environment: (value) => value === 'prod',
    zoneRedundant: (value) => value === true,
    privateNetworking: (value) => value === true,
    cosmosThroughput: (value) => value === 'autoscale',
    cosmosBackup: (value) => value === 'continuous',
    alwaysReady: (value) => Number(value) >= 1,
    logRetentionDays: (value) => Number(value) >= 90 && Number(value) <= 365,
    logDailyQuotaGb: (value) => value === -1,
    hubRetentionHours: (value) => value === 168,
    monthlyBudget: (value) => Number(value) <= 10_000,
    softDeleteDays: (value) => Number(value) >= 30,
    cosmosMaxThroughput: (value) => Number(value) <= 100_000,
  },
};

/** Parameter files say everything, as it was decided: a value that is left out would change with the template's default. */
export function parameterFileProblems(files: readonly string[], read: (file: string) => string): Problem[] {
  const trees = files.filter((file) => file.endsWith('.bicepparam')).map((file) => parseBicep(read(file), file).tree);
  const all = new Set(trees.flatMap((tree) => parametersOf(tree).map(({ name }) => name.name)));
  return trees.flatMap((tree) => {
    const given = parametersOf(tree);
    const silent = [...all].filter((name) => !given.some((one) => one.name.name === name));
    return [...silent.map((name) => missing(tree, name)), ...given.flatMap((one) => decisionProblem(tree, one))];
  });
}

const parametersOf = ({ statements }: BicepTree): Parameter[] =>
  statements.filter((one): one is Parameter => one.kind === 'param');

function missing({ source }: BicepTree, name: string): Problem {
  return source.problem(
    { start: 0, end: 0 },
    'silent-parameter',
    `"${name}" is said for another environment and left to its default here.`,
  );
}

function decisionProblem({ source }: BicepTree, { name, value, span }: Parameter): Problem[] {
  const environment = /([^/]+)\.bicepparam$/.exec(source.file)?.[1] ?? '';
  const decision = decided[environment]?.[name.name];
  if (!decision || !value || value.kind === 'call') return [];
  const literal = literalOf(value);
  if (decision(literal)) return [];
  return [
    source.problem(
      span,
      'decided-otherwise',
      `${name.name} of ${environment} is ${String(literal)}; it was decided otherwise: src/infra/lint/parameter-files.ts.`,
    ),
  ];
}

function literalOf(value: Expression): unknown {
  if (value.kind === 'unary' && value.operator === '-') return -Number(literalOf(value.operand));
  if (value.kind === 'string') return plainText(value);
  return value.kind === 'number' || value.kind === 'boolean' ? value.value : undefined;
}
