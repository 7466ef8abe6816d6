import { z } from 'zod';
import { invalid, notFound } from './devops-error.ts';
import { type DevopsRequest, parsed } from './request.ts';
import type { Route } from './route.ts';
import type { State } from './state.ts';

/** Source: learn.microsoft.com/rest/api/azure/devops/approvalsandchecks/pipeline-permissions/update-pipeline-permisions-for-resource. */
const Permissions = z.object({
  pipelines: z.array(z.object({ id: z.int().min(1), authorized: z.boolean() })),
});

const path = '{project}/_apis/pipelines/pipelinePermissions/{type}/{id}';

export const permissionRoutes: readonly Route[] = [
  { method: 'GET', path, preview: true, handle: get },
  { method: 'PATCH', path, preview: true, handle: update },
];

function get({ parameters }: DevopsRequest, state: State) {
  const { type = '', id = '' } = parameters;
  if (!isThere(state, type, id)) throw notFound(`Resource ${type} ${id}`);
  const pipelines = [...(state.permissions.get(`${type}/${id}`) ?? [])];
  return { resource: { type, id }, pipelines: pipelines.map((pipeline) => ({ id: pipeline, authorized: true })) };
}

function update(request: DevopsRequest, state: State) {
  const { type = '', id = '' } = request.parameters;
  if (!isThere(state, type, id)) throw notFound(`Resource ${type} ${id}`);
  const { pipelines } = parsed(Permissions, request.body);
  const may = new Set(state.permissions.get(`${type}/${id}`));
  for (const { id: pipeline, authorized } of pipelines) {
    if (!state.pipelines.has(pipeline)) throw invalid(`Pipeline ${pipeline} does not exist.`);
    if (authorized) may.add(pipeline);
    else may.delete(pipeline);
  }
  state.permissions.set(`${type}/${id}`, may);
  return get(request, state);
}

/** Whether there is such a protected resource. Kinds that are not kept here are refused by name. */
export function isThere({ endpoints, environments, variableGroups }: State, type: string, id: string): boolean {
  switch (type) {
    case 'endpoint':
      return endpoints.has(id);
    case 'environment':
      return environments.has(Number(id));
    case 'variablegroup':
      return variableGroups.has(Number(id));
    default:
      throw invalid(`Resources of type ${type} are not supported by the local Azure DevOps.`);
  }
}
