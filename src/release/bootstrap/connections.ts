import { z } from 'zod';
import { federate } from './federation.ts';
import { type Bootstrap, idOf, inProject, listed } from './project.ts';

const Identity = z.object({ clientId: z.guid(), principalId: z.guid() });

const Federated = z.object({
  authorization: z.object({
    parameters: z.object({
      workloadIdentityFederationIssuer: z.url(),
      workloadIdentityFederationSubject: z.string().min(1),
    }),
  }),
});

/**
 * Connections to Azure by workload identity federation. Whom the identity has to trust says the service's answer, never we: its issuer is
 * changing.
 *
 * @returns Their ids by name; none where a plan would make them.
 */
export async function ensureConnections(bootstrap: Bootstrap): Promise<Map<string, string>> {
  const { file, client, az, ledger } = bootstrap;
  const ids = new Map<string, string>();
  for (const [name, connection] of Object.entries(file.serviceConnections)) {
    const { resourceGroup, identity } = connection;
    const { clientId } = Identity.parse(
      await az(['identity', 'show', '--resource-group', resourceGroup, '--name', identity]),
    );
    const wanted = bodyOf(bootstrap, name, clientId);
    const query = new URLSearchParams({ endpointNames: name });
    const there = await ledger.ensure({
      what: `service connection ${name}`,
      wanted,
      find: async () =>
        (await listed(client, inProject(bootstrap, `serviceendpoint/endpoints?${query.toString()}`)))[0],
      make: async () => z.looseObject({}).parse(await client.send('POST', '_apis/serviceendpoint/endpoints', wanted)),
      mend: async (found) =>
        z
          .looseObject({})
          .parse(await client.send('PUT', `_apis/serviceendpoint/endpoints/${idOf(found)}`, { ...found, ...wanted })),
    });
    const id = idOf(there);
    if (id !== undefined) ids.set(name, id);
    const parameters = there && Federated.parse(there).authorization.parameters;
    await federate(bootstrap, {
      connection: name,
      ...{ resourceGroup, identity },
      issuer: parameters?.workloadIdentityFederationIssuer,
      subject: parameters?.workloadIdentityFederationSubject,
    });
  }
  return ids;
}

function bodyOf({ file, project }: Bootstrap, name: string, clientId: string) {
  const connection = file.serviceConnections[name];
  if (!connection) throw new Error(`No service connection ${name}`);
  const { description, subscriptionId, subscriptionName, tenantId } = connection;
  return {
    name,
    description,
    type: 'azurerm',
    url: 'https://management.azure.com/',
    data: {
      environment: 'AzureCloud',
      scopeLevel: 'Subscription',
      subscriptionId,
      subscriptionName,
      creationMode: 'Manual',
    },
    authorization: {
      scheme: 'WorkloadIdentityFederation',
      parameters: { tenantid: tenantId, serviceprincipalid: clientId },
    },
    isShared: false,
    serviceEndpointProjectReferences: [{ projectReference: project, name, description }],
  };
}
