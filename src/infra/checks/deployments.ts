import path from 'node:path';
import { everythingOn } from '../deployment.ts';
import { planTemplate, type Plan } from '../plan/plan.ts';
import { isRuntimeValue } from '../plan/value.ts';
import { ProblemsError, type Problem } from '../problem.ts';
import type { Project } from './project.ts';

/** What the deployments of one environment would create. A plan is absent where it cannot be made: the problems say why. */
export interface EnvironmentPlans {
  /** `dev`, or `dev with everything` where the optional parts are switched on. */
  readonly name: string;
  readonly isEverythingOn: boolean;
  readonly main?: Plan;
  readonly events?: Plan;
  readonly bootstrap?: Plan;
}

/** What only a real deployment knows, for an offline plan. */
const outside = {
  federatedIssuer: 'https://login.microsoftonline.com/00000000-0000-0000-0000-000000000000/v2.0',
  federatedSubject: '/eid1/c/pub/t/offline/a/offline/sc/offline',
};

/** Plans main, events (with main's outputs, as the release gives them) and bootstrap for each parameter file, twice: as it says, and with everything on. */
export function planEnvironments({ files, read }: Pick<Project, 'files' | 'read'>): {
  readonly plans: EnvironmentPlans[];
  readonly problems: Problem[];
} {
  const problems: Problem[] = [];
  const plan = (options: Omit<Parameters<typeof planTemplate>[0], 'read'>) => planned(problems, { ...options, read });
  const plans = files
    .filter((file) => file.endsWith('.bicepparam'))
    .flatMap((parameters) => {
      const environment = path.posix.basename(parameters, '.bicepparam');
      const bootstrap = plan({ template: 'infra/bootstrap.bicep', values: { environment, ...outside } });
      return [false, true].map((isEverythingOn): EnvironmentPlans => {
        const main = plan({ template: 'infra/main.bicep', parameters, values: isEverythingOn ? everythingOn : {} });
        const events = main && plan({ template: 'infra/events.bicep', values: namesFrom(main) });
        const name = isEverythingOn ? `${environment} with everything` : environment;
        return {
          name,
          isEverythingOn,
          ...(main && { main }),
          ...(events && { events }),
          ...(bootstrap && { bootstrap }),
        };
      });
    });
  return { plans, problems };
}

/** The outputs of main.bicep that events.bicep takes as parameters. */
function namesFrom({ outputs }: Plan): Record<string, unknown> {
  const { systemTopicName, storageAccountName, liveAppName } = outputs;
  return Object.fromEntries(
    Object.entries({ systemTopicName, storageAccountName, liveAppName }).filter(
      ([, value]) => value !== undefined && !isRuntimeValue(value),
    ),
  );
}

function planned(problems: Problem[], options: Parameters<typeof planTemplate>[0]): Plan | undefined {
  try {
    return planTemplate(options);
  } catch (error) {
    if (!(error instanceof ProblemsError)) throw error;
    problems.push(...error.problems);
    return undefined;
  }
}

export const allPlans = (plans: readonly EnvironmentPlans[]): Plan[] =>
  plans.flatMap(({ main, events, bootstrap }) => [main, events, bootstrap].filter((plan) => plan !== undefined));

/** Each plan with its template, as the official compiler is asked. */
export const plannedTemplates = (
  plans: readonly EnvironmentPlans[],
): { readonly template: string; readonly plan: Plan }[] =>
  plans.flatMap(({ main, events, bootstrap }) =>
    Object.entries({ main, events, bootstrap }).flatMap(([name, plan]) =>
      plan ? [{ template: `infra/${name}.bicep`, plan }] : [],
    ),
  );
