import { z } from 'zod';
import type { AzureDevOps } from '../azure-devops.ts';
import type { DevopsClient } from '../bootstrap/devops-client.ts';
import { listed } from '../bootstrap/project.ts';
import type { GroupValues } from './variables.ts';

const Check = z.looseObject({
  type: z.object({ id: z.string() }),
  settings: z
    .looseObject({ displayName: z.string().optional(), inputs: z.record(z.string(), z.string()).optional() })
    .optional(),
});
export type Check = z.infer<typeof Check>;

/** What Azure DevOps says about the resources of one pipeline when its run starts. */
export interface DevopsView {
  /** Checks by environment. */
  readonly environments: ReadonlyMap<string, readonly Check[]>;
  /** `environment docscore-prod`, `endpoint …`, `variablegroup …`: what the pipeline may use. */
  readonly allowed: ReadonlySet<string>;
  readonly groups: ReadonlyMap<string, GroupValues>;
}

/** Asks over REST, as the bootstrap wrote it. @param secrets Of the vault, by name: the service does not give them. */
export async function viewDevops(
  client: DevopsClient,
  { file, pipeline, secrets }: { file: AzureDevOps; pipeline: string; secrets: Readonly<Record<string, string>> },
): Promise<DevopsView> {
  const api = (path: string) => `${encodeURIComponent(file.project)}/_apis/${path}`;
  const environments = new Map<string, readonly Check[]>();
  const groups = new Map<string, GroupValues>();
  const allowed = new Set<string>();
  const pipelineId = (await listed(client, api('pipelines'))).find((one) => one['name'] === pipeline)?.['id'];
  const mark = async (type: string, { id, name }: { id: string | number; name: string }) => {
    const Permissions = z.object({ pipelines: z.array(z.object({ id: z.number() })) });
    const { pipelines } = Permissions.parse(await client.get(api(`pipelines/pipelinePermissions/${type}/${id}`)));
    if (pipelines.some((one) => one.id === pipelineId)) allowed.add(`${type} ${name}`);
  };
  for (const environment of named(await listed(client, api('distributedtask/environments')))) {
    const query = new URLSearchParams({
      resourceType: 'environment',
      resourceId: String(environment.id),
      $expand: 'settings',
    });
    environments.set(
      environment.name,
      z.array(Check).parse(await listed(client, api(`pipelines/checks/configurations?${query.toString()}`))),
    );
    await mark('environment', environment);
  }
  for (const endpoint of named(await listed(client, api('serviceendpoint/endpoints'))))
    await mark('endpoint', endpoint);
  for (const found of await listed(client, api('distributedtask/variablegroups'))) {
    const group = Group.parse(found);
    const isSecret = Object.entries(group.variables).filter(([, variable]) => variable.isSecret === true);
    const values = Object.entries(group.variables).filter(([, variable]) => variable.isSecret !== true);
    groups.set(group.name, {
      values: Object.fromEntries(values.map(([name, { value }]) => [name, value ?? ''])),
      secrets: Object.fromEntries(isSecret.map(([name]) => [name, secrets[name] ?? ''])),
    });
    await mark('variablegroup', group);
  }
  return { environments, allowed, groups };
}

const Named = z.object({ id: z.union([z.string(), z.number()]), name: z.string() });
const named = (found: readonly unknown[]) => z.array(Named).parse(found);

const Group = Named.extend({
  variables: z.record(z.string(), z.object({ value: z.string().nullish(), isSecret: z.boolean().optional() })),
});
