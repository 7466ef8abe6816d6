import { z } from 'zod';
import { guidOf } from '../guid-of.ts';
import type { Bootstrap } from './project.ts';

/** The roles of docscore's API, as docs/http.md has them. A person gets one in the portal or by a group; the deployer gets `release` here. */
const roles = [
  ['reader', 'Sees predictions, metrics and rollouts'],
  ['operator', 'Replays, reprocesses, puts candidates beside what serves'],
  ['release', 'Promotes and rolls back'],
] as const;

const Application = z.looseObject({ id: z.string(), appId: z.string() });
const Principal = z.looseObject({ id: z.string() });
const Identity = z.object({ principalId: z.guid() });

/**
 * One app registration per environment: tokens for docscore are for it, and its roles are checked in code. All of it by Microsoft Graph through `az rest`.
 * Source: learn.microsoft.com/graph/api/application-post-applications and serviceprincipal-post-approleassignedto.
 *
 * @returns Their client ids by name; none where a plan would make them.
 */
export async function ensureApplications(bootstrap: Bootstrap): Promise<Map<string, string>> {
  const { file, ledger } = bootstrap;
  const appIds = new Map<string, string>();
  for (const [name, { identifierUri, deployer }] of Object.entries(file.applications)) {
    const wanted = {
      displayName: name,
      identifierUris: [identifierUri],
      signInAudience: 'AzureADMyOrg',
      // Version 1 tokens have another issuer and audience than AUTH_ISSUER and AUTH_AUDIENCE say.
      api: { requestedAccessTokenVersion: 2 },
      appRoles: roles.map(([value, description]) => roleOf(name, value, description)),
    };
    const filter = `identifierUris/any(u:u eq '${identifierUri}')`;
    const application = await ledger.ensure({
      what: `app registration ${name}`,
      wanted,
      find: async () => (await valuesOf(bootstrap, `applications?$filter=${encodeURIComponent(filter)}`))[0],
      make: async () => Application.parse(await graph(bootstrap, 'POST', 'applications', wanted)),
      mend: async (found) => {
        await graph(bootstrap, 'PATCH', `applications/${Application.parse(found).id}`, wanted);
        return found;
      },
    });
    const appId = application && Application.parse(application).appId;
    if (appId !== undefined) appIds.set(name, appId);
    await ensureDeployer(bootstrap, name, deployer, appId);
  }
  return appIds;
}

/** The identity that deploys may promote. `appId` is absent in a plan that would make the application. */
async function ensureDeployer(
  bootstrap: Bootstrap,
  name: string,
  connection: string,
  appId: string | undefined,
): Promise<void> {
  const { file, az, ledger } = bootstrap;
  const principal = await ledger.ensure({
    what: `service principal of ${name}`,
    wanted: {},
    find: async () =>
      appId === undefined
        ? undefined
        : (await valuesOf(bootstrap, `servicePrincipals?$filter=${encodeURIComponent(`appId eq '${appId}'`)}`))[0],
    make: async () => Principal.parse(await graph(bootstrap, 'POST', 'servicePrincipals', { appId })),
  });
  const { resourceGroup = '', identity = '' } = file.serviceConnections[connection] ?? {};
  const { principalId } = Identity.parse(
    await az(['identity', 'show', '--resource-group', resourceGroup, '--name', identity]),
  );
  const resourceId = principal && Principal.parse(principal).id;
  const wanted = { principalId, resourceId, appRoleId: roleId(name, 'release') };
  const path = `servicePrincipals/${resourceId}/appRoleAssignedTo`;
  await ledger.ensure({
    what: `role release of ${name} for ${identity}`,
    wanted: {},
    find: async () =>
      resourceId === undefined
        ? undefined
        : (await valuesOf(bootstrap, path)).find(
            (one) => one['principalId'] === principalId && one['appRoleId'] === wanted.appRoleId,
          ),
    make: async () => z.looseObject({}).parse(await graph(bootstrap, 'POST', path, wanted)),
  });
}

const roleOf = (application: string, value: string, description: string) => ({
  id: roleId(application, value),
  value,
  displayName: value,
  description,
  allowedMemberTypes: ['User', 'Application'],
  isEnabled: true,
});

const roleId = (application: string, role: string) => guidOf(`${application} ${role}`);

async function graph(
  { az }: Bootstrap,
  method: 'GET' | 'POST' | 'PATCH',
  path: string,
  body?: object,
): Promise<unknown> {
  const url = `https://graph.microsoft.com/v1.0/${path}`;
  return az(['rest', '--method', method, '--url', url, ...(body ? ['--body', JSON.stringify(body)] : [])]);
}

async function valuesOf(bootstrap: Bootstrap, path: string) {
  return z.object({ value: z.array(z.looseObject({})) }).parse(await graph(bootstrap, 'GET', path)).value;
}
