import { z } from 'zod';
import { exists, invalid, notFound } from './devops-error.ts';
import { type DevopsRequest, numberOf, parsed } from './request.ts';
import type { Route } from './route.ts';
import { listOf, type State, type Stored } from './state.ts';

const projects = z
  .array(
    z.object({
      name: z.string().min(1),
      description: z.string().optional(),
      projectReference: z.object({ id: z.guid(), name: z.string() }),
    }),
  )
  .min(1);

/** Source: learn.microsoft.com/rest/api/azure/devops/distributedtask/variablegroups/add. */
const VariableGroup = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('Vsts'),
    name: z.string().min(1),
    description: z.string().optional(),
    variables: z.record(z.string().min(1), z.object({ value: z.string(), isSecret: z.boolean().optional() })),
    variableGroupProjectReferences: projects,
  }),
  z.object({
    type: z.literal('AzureKeyVault'),
    name: z.string().min(1),
    description: z.string().optional(),
    providerData: z.object({ serviceEndpointId: z.guid(), vault: z.string().min(1) }),
    /** The value stays in the vault. */
    variables: z.record(
      z.string().min(1),
      z.object({
        isSecret: z.literal(true),
        enabled: z.boolean(),
        contentType: z.string(),
        value: z.null().optional(),
      }),
    ),
    variableGroupProjectReferences: projects,
  }),
]);

export const variableGroupRoutes: readonly Route[] = [
  { method: 'GET', path: '{project}/_apis/distributedtask/variablegroups', handle: list },
  { method: 'POST', path: '_apis/distributedtask/variablegroups', handle: create },
  { method: 'PUT', path: '_apis/distributedtask/variablegroups/{id}', handle: update },
];

function list({ query }: DevopsRequest, { variableGroups }: State) {
  const wanted = query.get('groupName');
  const pattern = wanted === null ? /(?:)/ : new RegExp(`^${wanted.split('*').map(escaped).join('.*')}$`, 'i');
  return listOf([...variableGroups.values()].filter(({ name }) => pattern.test(String(name))));
}

function create({ body, caller }: DevopsRequest, state: State) {
  const wanted = checked(body, state);
  if ([...state.variableGroups.values()].some(({ name }) => name === wanted.name))
    throw exists(`Variable group ${wanted.name}`);
  const id = state.number('variable group');
  const made: Stored = { ...withoutSecrets(wanted), id, createdBy: caller, modifiedBy: caller };
  state.variableGroups.set(id, made);
  return made;
}

function update({ parameters, body, caller }: DevopsRequest, state: State) {
  const id = numberOf(parameters['id']);
  const before = state.variableGroups.get(id);
  if (!before) throw notFound(`Variable group ${id}`);
  const made = { ...before, ...withoutSecrets(checked(body, state)), modifiedBy: caller };
  state.variableGroups.set(id, made);
  return made;
}

function checked(body: unknown, { endpoints }: State) {
  const wanted = parsed(VariableGroup, body);
  if (wanted.type === 'AzureKeyVault' && !endpoints.has(wanted.providerData.serviceEndpointId))
    throw invalid(`Service connection ${wanted.providerData.serviceEndpointId} does not exist.`);
  return wanted;
}

/** A secret is never given back. */
function withoutSecrets(group: z.output<typeof VariableGroup>) {
  const entries = Object.entries<{ isSecret?: boolean | undefined }>(group.variables);
  const shown = entries.map(([name, one]) => [name, one.isSecret === true ? { ...one, value: null } : one]);
  return { ...group, variables: Object.fromEntries(shown) as Record<string, unknown> };
}

const escaped = (text: string) => text.replaceAll(/[^\w\s]/g, String.raw`\$&`);
