import { z } from 'zod';
import { exists, invalid, notFound } from './devops-error.ts';
import { type DevopsRequest, numberOf, parsed } from './request.ts';
import type { Route } from './route.ts';
import { listOf, type State } from './state.ts';

/** Source: learn.microsoft.com/rest/api/azure/devops/pipelines/pipelines/create; `configuration` is in Microsoft's samples only. */
const Pipeline = z.object({
  name: z.string().min(1),
  folder: z.string().startsWith('\\'),
  configuration: z.object({
    type: z.literal('yaml'),
    path: z.string().regex(/\.ya?ml$/, 'A path of a YAML file'),
    repository: z.object({ id: z.guid(), name: z.string(), type: z.literal('azureReposGit') }),
  }),
});

const path = '{project}/_apis/pipelines';

export const pipelineRoutes: readonly Route[] = [
  { method: 'GET', path, handle: list },
  { method: 'GET', path: `${path}/{id}`, handle: get },
  { method: 'POST', path, handle: create },
];

/** Without `configuration`, as the service lists them. */
function list(_: DevopsRequest, { pipelines }: State) {
  return listOf([...pipelines.values()].map(({ id, name, folder, revision }) => ({ id, name, folder, revision })));
}

function get({ parameters: { id } }: DevopsRequest, { pipelines }: State) {
  const found = pipelines.get(numberOf(id));
  if (!found) throw notFound(`Pipeline ${String(id)}`);
  return found;
}

function create({ body }: DevopsRequest, state: State) {
  const wanted = parsed(Pipeline, body);
  if (wanted.configuration.repository.id !== state.repository.id)
    throw invalid(`Repository ${wanted.configuration.repository.id} does not exist.`);
  if ([...state.pipelines.values()].some(({ name, folder }) => name === wanted.name && folder === wanted.folder))
    throw exists(`Pipeline ${wanted.name}`);
  const id = state.number('pipeline');
  const made = { id, revision: 1, ...wanted };
  state.pipelines.set(id, made);
  return made;
}
