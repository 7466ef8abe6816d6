import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { planTemplate, type Plan } from './plan/plan.ts';
import type { Value } from './plan/value.ts';

interface DeploymentOptions {
  /** Names the file in `infra/params`. */
  readonly environment: 'dev' | 'prod';
  /** Parameters of `main.bicep` that win over the file's. */
  readonly values?: Readonly<Record<string, unknown>>;
  /** Parameters of `events.bicep` beside what `main.bicep` puts out. */
  readonly eventValues?: Readonly<Record<string, unknown>>;
  /** The repository. Default: the working directory. */
  readonly root?: string;
  /** Gives the text of a file by its path in the repository, instead of `root`. */
  readonly read?: (path: string) => string;
}

/** What the two deployments of an environment would create: the platform, and what comes after the code. */
export interface Deployment {
  readonly main: Plan;
  readonly events: Plan;
}

/** Parameters that switch on whatever is optional: in this plan every setting and role can be seen. */
export const everythingOn: Readonly<Record<string, Value>> = {
  documentIntelligence: true,
  authAudience: '00000000-0000-0000-0000-000000000001',
  operatorsGroupId: '00000000-0000-0000-0000-000000000002',
  readersGroupId: '00000000-0000-0000-0000-000000000003',
  corsOrigins: ['https://docscore.example'],
  callers: ['192.0.2.0/24'],
};

/** @throws ProblemsError when a file is at fault. */
export function planDeployment({ environment, values, eventValues, root, read }: DeploymentOptions): Deployment {
  const reader = read ?? ((path: string) => readFileSync(join(root ?? '', path), 'utf8'));
  const main = planTemplate({
    template: 'infra/main.bicep',
    parameters: `infra/params/${environment}.bicepparam`,
    ...(values && { values }),
    read: reader,
  });
  const { systemTopicName, storageAccountName, liveAppName } = main.outputs;
  const events = planTemplate({
    template: 'infra/events.bicep',
    values: { systemTopicName, storageAccountName, liveAppName, ...eventValues },
    read: reader,
  });
  return { main, events };
}
