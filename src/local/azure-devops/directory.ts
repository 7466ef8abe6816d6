import { z } from 'zod';
import { exists, invalid, notFound } from './devops-error.ts';
import { type DevopsRequest, parsed } from './request.ts';
import type { Route } from './route.ts';
import { listOf, type State } from './state.ts';

/** Who and what the organisation has, beside what the bootstrap makes. */
export const directoryRoutes: readonly Route[] = [
  { method: 'GET', path: '_apis/projects/{name}', handle: project },
  { method: 'GET', path: '{project}/_apis/git/repositories/{name}', handle: repository },
  { method: 'GET', path: '_apis/identities', handle: identities },
  { method: 'GET', path: '_apis/graph/descriptors/{id}', preview: true, handle: descriptor },
  { method: 'POST', path: '_apis/graph/groups', preview: true, handle: createGroup },
];

function project({ parameters: { name } }: DevopsRequest, { project: only }: State) {
  if (name !== only.name && name !== only.id)
    throw notFound(`TF200016: The following project does not exist: ${String(name)}. The project`);
  return { ...only, state: 'wellFormed', visibility: 'private' };
}

function repository({ parameters: { name } }: DevopsRequest, { repository: only, project }: State) {
  if (name !== only.name && name !== only.id) throw notFound(`TF401019: The Git repository ${String(name)}`);
  return { ...only, project, defaultBranch: 'refs/heads/main' };
}

/** By exact name. Source: learn.microsoft.com/rest/api/azure/devops/ims/identities/read-identities (on the host vssps.dev.azure.com). */
function identities({ query }: DevopsRequest, { people }: State) {
  if (query.get('searchFilter') !== 'General') throw invalid('searchFilter must be General.');
  const found = people.find(query.get('filterValue') ?? '');
  return listOf(
    found
      ? [
          {
            id: found.id,
            providerDisplayName: found.displayName,
            isActive: true,
            isContainer: found.isContainer ?? false,
          },
        ]
      : [],
  );
}

/** Source: learn.microsoft.com/rest/api/azure/devops/graph/descriptors/get. */
function descriptor({ parameters: { id } }: DevopsRequest, { project }: State) {
  if (id !== project.id) throw notFound(`Subject ${String(id)}`);
  return { value: descriptorOf(project.id) };
}

const descriptorOf = (id: string) => `scp.${Buffer.from(id).toString('base64url')}`;

const Group = z.object({ displayName: z.string().min(1), description: z.string().optional() });

/** A group of the project. Source: learn.microsoft.com/rest/api/azure/devops/graph/groups/create. */
function createGroup({ query, body }: DevopsRequest, { people, project }: State) {
  if (query.get('scopeDescriptor') !== descriptorOf(project.id))
    throw invalid('scopeDescriptor must be that of the project.');
  const { displayName, description = '' } = parsed(Group, body);
  const name = `[${project.name}]\\${displayName}`;
  if (people.find(name)) throw exists(`Group ${name}`);
  const { id } = people.addGroup(name);
  return { subjectKind: 'group', displayName, principalName: name, description, originId: id, origin: 'vsts' };
}
