import { z } from 'zod';
import { exists, invalid, notFound } from './devops-error.ts';
import { idOf } from './people.ts';
import { type DevopsRequest, parsed } from './request.ts';
import type { Route } from './route.ts';
import { listOf, type State } from './state.ts';

const guid = z.guid();

/**
 * What the service takes of a connection to Azure by workload identity federation; other kinds are refused by name.
 * Source: learn.microsoft.com/rest/api/azure/devops/serviceendpoint/endpoints/create, "Create AzureRM service endpoint with workload identity federation".
 */
const Endpoint = z.object({
  name: z.string().min(1),
  description: z.string().optional(),
  type: z.literal('azurerm', 'Only connections of type azurerm are supported by the local Azure DevOps'),
  url: z.literal('https://management.azure.com/'),
  data: z.object({
    environment: z.literal('AzureCloud'),
    scopeLevel: z.literal('Subscription'),
    subscriptionId: guid,
    subscriptionName: z.string().min(1),
    creationMode: z.enum(['Manual', 'Automatic']),
  }),
  authorization: z.object({
    scheme: z.literal('WorkloadIdentityFederation'),
    parameters: z.object({ tenantid: guid, serviceprincipalid: guid }),
  }),
  isShared: z.literal(false).optional(),
  serviceEndpointProjectReferences: z
    .array(
      z.object({
        projectReference: z.object({ id: guid, name: z.string() }),
        name: z.string().min(1),
        description: z.string().optional(),
      }),
    )
    .min(1),
});

export const endpointRoutes: readonly Route[] = [
  { method: 'GET', path: '{project}/_apis/serviceendpoint/endpoints', handle: list },
  { method: 'POST', path: '_apis/serviceendpoint/endpoints', handle: create },
  { method: 'PUT', path: '_apis/serviceendpoint/endpoints/{id}', handle: update },
];

function list({ query }: DevopsRequest, { endpoints }: State) {
  const names = query.get('endpointNames')?.split(',');
  return listOf([...endpoints.values()].filter(({ name }) => names === undefined || names.includes(String(name))));
}

function create({ body, caller }: DevopsRequest, state: State) {
  const wanted = parsed(Endpoint, body);
  if ([...state.endpoints.values()].some(({ name }) => name === wanted.name))
    throw exists(`Service connection ${wanted.name}`);
  const id = idOf(`service connection ${wanted.name}`);
  const made = {
    ...wanted,
    authorization: federated(state, id, wanted),
    id,
    createdBy: caller,
    isReady: true,
    owner: 'library',
  };
  state.endpoints.set(id, made);
  return made;
}

function update({ parameters: { id = '' }, body }: DevopsRequest, state: State) {
  const before = state.endpoints.get(id);
  if (!before) throw notFound(`Service connection ${id}`);
  const wanted = parsed(Endpoint, body);
  if (wanted.name !== before['name'] && [...state.endpoints.values()].some(({ name }) => name === wanted.name))
    throw invalid(`Service connection ${wanted.name} already exists.`);
  const made = { ...before, ...wanted, authorization: federated(state, id, wanted), id };
  state.endpoints.set(id, made);
  return made;
}

/** The service says whom Entra has to trust: issuer and subject. Both are opaque to a client, which passes them on. */
function federated({ organisation, project }: State, id: string, { authorization }: z.output<typeof Endpoint>) {
  return {
    ...authorization,
    parameters: {
      ...authorization.parameters,
      workloadIdentityFederationIssuer: `https://login.microsoftonline.com/${authorization.parameters.tenantid}/v2.0`,
      workloadIdentityFederationIssuerType: 'EntraID',
      workloadIdentityFederationSubject: `/eid1/c/pub/t/${organisation}/a/${project.id}/sc/${id}`,
    },
  };
}
