import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** A name as Azure DevOps takes it for environments, groups and connections. */
const Name = z.string().regex(/^[\w][\w .-]{0,63}$/);
/** Text that may hold `{{parameter}}`: the bootstrap puts the operator's value there. */
const Text = z.string().min(1);

/** What the operator says at the bootstrap: organisation, project, subscription and the like. */
const Parameter = z.strictObject({ description: z.string(), default: z.string().optional() });

/** Azure Resource Manager by workload identity federation: no secret anywhere. */
const ServiceConnection = z.strictObject({
  description: z.string(),
  subscriptionId: Text,
  subscriptionName: Text,
  tenantId: Text,
  /** Made by `infra/bootstrap.bicep`, with the identity in it. */
  resourceGroup: Name,
  /** User-assigned identity that the connection signs in as. */
  identity: Name,
});

/** docscore's API in Entra: tokens are for it, and it has the roles `reader`, `operator` and `release`. */
const Application = z.strictObject({
  description: z.string(),
  /** `api://<tenant>/<name>`: Entra takes names without the tenant from verified domains only. */
  identifierUri: Text,
  /** The service connection whose identity gets the role `release`. */
  deployer: Name,
});

const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const Day = z.enum(['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']);

const Environment = z.strictObject({
  description: z.string(),
  /** A person must approve each stage that uses the environment. */
  approval: z
    .strictObject({
      /** Groups of the project; any member counts. */
      approvers: z.array(Name).min(1),
      minimum: z.int().min(1),
      /** Whether who started the run may approve it. */
      requesterMayApprove: z.boolean(),
      /** When it is over, the approval counts as rejected. At most 30 days. */
      timeoutMinutes: z.int().min(1).max(43_200),
      instructions: z.string(),
    })
    .optional(),
  /** One stage at a time uses the environment. */
  exclusiveLock: z.boolean().default(false),
  /** Branches, such as `refs/heads/main`, whose runs may use it; absent: all. */
  branches: z.array(z.string().regex(/^refs\//)).optional(),
  /** When stages may begin. `timeZone`: a Windows time zone's name, as the check wants it. */
  businessHours: z.strictObject({ timeZone: Text, days: z.array(Day).min(1), start: Time, end: Time }).optional(),
});

const VariableGroup = z.union([
  z.strictObject({ description: z.string(), variables: z.record(z.string(), Text) }),
  z.strictObject({
    description: z.string(),
    /** Linked to this vault: the values stay there. */
    keyVault: Text,
    /** Reads the vault. */
    serviceConnection: Name,
    secrets: z.array(z.string().regex(/^[a-zA-Z][a-zA-Z0-9-]{0,126}$/)).min(1),
  }),
]);

const Pipeline = z.strictObject({
  description: z.string(),
  yaml: z.string().regex(/^pipelines\/[\w-]+\.yml$/),
  folder: z.string().regex(/^\\/),
});

/** What one pipeline may use; everything else is refused before a job runs. */
const Permission = z.strictObject({
  environments: z.array(Name).default([]),
  serviceConnections: z.array(Name).default([]),
  variableGroups: z.array(Name).default([]),
});

/** `pipelines/azure-devops.json`: what is not in the YAML. The bootstrap makes it, the checks and the rehearsal read it. */
export const AzureDevOps = z.strictObject({
  schema: z.literal(1),
  organisation: Text,
  project: Text,
  repository: Text,
  parameters: z.record(z.string(), Parameter),
  /** Groups of the project whose members approve. The bootstrap makes them; people are put in by hand. */
  groups: z.record(Name, z.strictObject({ description: z.string() })),
  /** Agent pools that pipelines name beside Microsoft's own. */
  pools: z.array(Name),
  serviceConnections: z.record(Name, ServiceConnection),
  applications: z.record(Name, Application),
  environments: z.record(Name, Environment),
  variableGroups: z.record(Name, VariableGroup),
  pipelines: z.record(Name, Pipeline),
  /** By pipeline. */
  permissions: z.record(Name, Permission),
});
export type AzureDevOps = z.infer<typeof AzureDevOps>;

/**
 * Reads `pipelines/azure-devops.json`.
 *
 * @param root The repository's folder.
 * @throws Error that names every key that is wrong, or a name that nothing has.
 */
export function readAzureDevOps(root: string): AzureDevOps {
  const path = 'pipelines/azure-devops.json';
  const { data, error } = AzureDevOps.safeParse(JSON.parse(readFileSync(join(root, path), 'utf8')));
  if (!data) throw new Error(`${path} is not as it must be\n${z.prettifyError(error)}`);
  const unknown = unknownNames(data);
  if (unknown.length > 0) throw new Error(`${path} names what it does not have\n${unknown.join('\n')}`);
  return data;
}

function unknownNames(all: AzureDevOps): string[] {
  const missing = (where: string, wanted: readonly string[], there: object) =>
    wanted.filter((name) => !Object.hasOwn(there, name)).map((name) => `✖ ${name}\n  → at ${where}`);
  const used = [...JSON.stringify(all).matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '');
  return [
    ...missing('{{…}}', [...new Set(used)], all.parameters),
    ...missing('permissions', Object.keys(all.permissions), all.pipelines),
    ...Object.entries(all.permissions).flatMap(([pipeline, uses]) => [
      ...missing(`permissions.${pipeline}.environments`, uses.environments, all.environments),
      ...missing(`permissions.${pipeline}.serviceConnections`, uses.serviceConnections, all.serviceConnections),
      ...missing(`permissions.${pipeline}.variableGroups`, uses.variableGroups, all.variableGroups),
    ]),
    ...Object.entries(all.applications).flatMap(([name, { deployer }]) =>
      missing(`applications.${name}.deployer`, [deployer], all.serviceConnections),
    ),
    ...Object.entries(all.environments).flatMap(([name, { approval }]) =>
      missing(`environments.${name}.approval`, approval?.approvers ?? [], all.groups),
    ),
    ...Object.entries(all.variableGroups).flatMap(([name, group]) =>
      'keyVault' in group ? missing(`variableGroups.${name}`, [group.serviceConnection], all.serviceConnections) : [],
    ),
  ];
}
