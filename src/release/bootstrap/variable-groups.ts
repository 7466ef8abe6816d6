import { z } from 'zod';
import type { AzureDevOps } from '../azure-devops.ts';
import { type Bootstrap, idOf, inProject, listed } from './project.ts';

/** @param connections Their ids by name. @param appIds Client ids by app registration, for `{{appId:…}}`. @returns The groups' ids by name; none where a plan would make them. */
export async function ensureVariableGroups(
  bootstrap: Bootstrap,
  connections: ReadonlyMap<string, string>,
  appIds: ReadonlyMap<string, string>,
): Promise<Map<string, string>> {
  const { file, client, ledger, project } = bootstrap;
  const ids = new Map<string, string>();
  for (const [name, group] of Object.entries(file.variableGroups)) {
    const wanted = { name, description: group.description, ...contentOf(group, connections, appIds) };
    const whole = {
      ...wanted,
      variableGroupProjectReferences: [{ name, description: group.description, projectReference: project }],
    };
    const query = new URLSearchParams({ groupName: name });
    const path = '_apis/distributedtask/variablegroups';
    const there = await ledger.ensure({
      what: `variable group ${name}`,
      wanted,
      find: async () =>
        (await listed(client, inProject(bootstrap, `distributedtask/variablegroups?${query.toString()}`)))[0],
      make: async () => z.looseObject({}).parse(await client.send('POST', path, whole)),
      mend: async (found) => z.looseObject({}).parse(await client.send('PUT', `${path}/${idOf(found)}`, whole)),
    });
    const id = idOf(there);
    if (id !== undefined) ids.set(name, id);
  }
  return ids;
}

function contentOf(
  group: AzureDevOps['variableGroups'][string],
  connections: ReadonlyMap<string, string>,
  appIds: ReadonlyMap<string, string>,
) {
  if (!('keyVault' in group)) {
    const filled = (text: string) =>
      text.replaceAll(/\{\{appId:([\w-]+)\}\}/g, (all, name: string) => appIds.get(name) ?? all);
    const variables = Object.entries(group.variables).map(([name, value]) => [name, { value: filled(value) }]);
    return { type: 'Vsts', variables: Object.fromEntries(variables) as object };
  }
  const { keyVault: vault, serviceConnection, secrets } = group;
  const variables = secrets.map((secret) => [secret, { isSecret: true, enabled: true, contentType: '' }]);
  return {
    type: 'AzureKeyVault',
    providerData: { serviceEndpointId: connections.get(serviceConnection) ?? serviceConnection, vault },
    variables: Object.fromEntries(variables) as object,
  };
}
