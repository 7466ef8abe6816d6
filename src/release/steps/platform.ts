import { join } from 'node:path';
import { z } from 'zod';
import { readAzureDevOps } from '../azure-devops.ts';
import { ReleaseError } from '../run-program.ts';
import type { AppName, StepContext } from './step.ts';

/** Names of the deployments, so that later steps find their outputs. */
export const platformDeployment = 'docscore-platform';
export const eventsDeployment = 'docscore-events';

/** Outputs of `infra/main.bicep` that the steps need. */
const Outputs = z.object({
  liveAppName: z.string(),
  liveAppUrl: z.url(),
  candidateAppName: z.string(),
  candidateAppUrl: z.url(),
  storageAccountName: z.string(),
  storageBlobUri: z.url(),
  systemTopicName: z.string(),
});

const Deployment = z.object({
  properties: z.object({ outputs: z.record(z.string(), z.object({ value: z.unknown() })) }),
});

/** What an environment is made of. */
export type Platform = z.infer<typeof Outputs> & { readonly resourceGroup: string };

/** The resource group of the environment, as its service connection says. */
export const resourceGroupOf = ({ root, environment }: Pick<StepContext, 'root' | 'environment'>): string => {
  const connection = readAzureDevOps(root).serviceConnections[`docscore-${environment}`];
  if (!connection)
    throw new ReleaseError(`pipelines/azure-devops.json has no service connection docscore-${environment}`);
  return connection.resourceGroup;
};

/** Reads what `deploy-platform` made. @throws ReleaseError when an output is missing. */
export async function platformOf(context: StepContext): Promise<Platform> {
  const resourceGroup = resourceGroupOf(context);
  const answer = await context.az([
    ...['deployment', 'group', 'show', '--resource-group', resourceGroup, '--name', platformDeployment],
  ]);
  const outputs = Deployment.parse(answer).properties.outputs;
  const values = Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
  const { data, error } = Outputs.safeParse(values);
  if (!data)
    throw new ReleaseError(`The deployment ${platformDeployment} lacks outputs\n${z.prettifyError(error)}`, {
      next: `Deploy infra/main.bicep: npm run release -- deploy-platform --environment ${context.environment}`,
    });
  return { ...data, resourceGroup };
}

/** One of the two apps of an environment. */
export const appOf = (platform: Platform, app: AppName) =>
  app === 'live'
    ? { name: platform.liveAppName, url: withoutSlash(platform.liveAppUrl) }
    : { name: platform.candidateAppName, url: withoutSlash(platform.candidateAppUrl) };

const withoutSlash = (url: string) => url.replace(/\/+$/, '');

/** Files of infrastructure as ci packaged them. */
export const infraFile = ({ place }: Pick<StepContext, 'place'>, file: string) => join(place.drop, 'infra', file);
