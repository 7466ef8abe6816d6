import { checkSyntaxAndNames } from '../bicep/check.ts';
import { codeProblems } from '../code/compare.ts';
import { officialProblems } from '../compiler/official.ts';
import { documentedLimits } from '../lint/check-limits.ts';
import { locations } from '../lint/locations.ts';
import { outputProblems } from '../lint/outputs.ts';
import { parameterEffects } from '../lint/parameter-effects.ts';
import { parameterFileProblems } from '../lint/parameter-files.ts';
import { plannedTypeProblems } from '../lint/planned-types.ts';
import { virtualNetworkLinks } from '../lint/virtual-network-links.ts';
import { policies } from '../policies/all-policies.ts';
import type { Problem } from '../problem.ts';
import { checkTypes } from '../types/check-types.ts';
import { allPlans, planEnvironments, plannedTemplates, type EnvironmentPlans } from './deployments.ts';
import type { Project } from './project.ts';

/** What one check looked at and what it found. */
export interface CheckResult {
  readonly name: string;
  /** `33 files`, `resources: dev 199, prod 231`. */
  readonly looked: string;
  readonly durationMs: number;
  readonly problems: readonly Problem[];
}

type Finding = Pick<CheckResult, 'looked' | 'problems'>;

/**
 * Every check in order, each run when it is asked for: whoever has seen enough stops.
 *
 * @param bicep the official compiler, path or name; without it that check is left out
 */
export function* runChecks(project: Project, bicep?: string): Generator<CheckResult> {
  let plans: readonly EnvironmentPlans[] = [];
  const checks: Record<string, () => Finding> = {
    'syntax and names': () => ({ looked: count(project.files.length, 'file'), problems: checkSyntaxAndNames(project) }),
    types: () => ({ looked: count(project.data.names.length, 'resource type'), problems: checkTypes(project) }),
    'outputs and parameter files': () => ({
      looked: count(project.files.length, 'file'),
      problems: [...outputProblems(project.files, project.read), ...parameterFileProblems(project.files, project.read)],
    }),
    plans: () => {
      const { plans: made, problems } = planEnvironments(project);
      plans = made;
      const sizes = made.map(({ name, main }) => `${name} ${String(main?.resources.length ?? 'none')}`);
      return { looked: `resources: ${sizes.join(', ')}`, problems };
    },
    'planned values': () => ({
      looked: count(allPlans(plans).length, 'plan'),
      problems: allPlans(plans).flatMap((plan) => [
        ...plannedTypeProblems(plan, project.data),
        ...[documentedLimits, locations, parameterEffects, virtualNetworkLinks].flatMap((rule) => rule(plan)),
      ]),
    }),
    policies: () => ({
      looked: count(Object.keys(policies).length, 'policy', 'policies'),
      problems: allPlans(plans).flatMap((plan) => Object.values(policies).flatMap((policy) => policy(plan))),
    }),
    'code and plan': () => ({
      looked: `${count(project.code.settings.length, 'setting')}, ${count(project.code.functions.length, 'trigger')}`,
      problems: plans.flatMap(({ isEverythingOn, main, events }) =>
        isEverythingOn && main && events ? codeProblems({ main, events, code: project.code }) : [],
      ),
    }),
  };
  if (bicep !== undefined)
    checks['official compiler'] = () => {
      const official = officialProblems({ root: project.root, bicep, plans: plannedTemplates(plans) });
      return { looked: official?.version ?? `not installed (${bicep})`, problems: official?.problems ?? [] };
    };
  for (const [name, check] of Object.entries(checks)) {
    const start = performance.now();
    const { looked, problems } = check();
    yield { name, looked, problems: unique(problems), durationMs: performance.now() - start };
  }
}

const count = (number: number, one: string, many = `${one}s`) => `${String(number)} ${number === 1 ? one : many}`;

/** Every environment finds the same fault of a file: it is told once. */
function unique(problems: readonly Problem[]): Problem[] {
  const place = ({ file, line, column, code }: Problem) => [file, line, column, code].join(':');
  return [...new Map(problems.map((problem) => [place(problem), problem])).values()];
}
