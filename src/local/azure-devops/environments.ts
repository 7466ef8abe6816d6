import { z } from 'zod';
import { exists, notFound } from './devops-error.ts';
import { type DevopsRequest, numberOf, parsed } from './request.ts';
import type { Route } from './route.ts';
import { listOf, type State } from './state.ts';

/** Source: learn.microsoft.com/rest/api/azure/devops/environments/environments. */
const Environment = z.object({
  name: z.string().min(1).max(512),
  description: z.string().default(''),
});

const path = '{project}/_apis/distributedtask/environments';

export const environmentRoutes: readonly Route[] = [
  { method: 'GET', path, handle: list },
  { method: 'GET', path: `${path}/{id}`, handle: get },
  { method: 'POST', path, handle: create },
  { method: 'PATCH', path: `${path}/{id}`, handle: update },
];

function list({ query }: DevopsRequest, { environments }: State) {
  const wanted = query.get('name');
  return listOf([...environments.values()].filter(({ name }) => wanted === null || name === wanted));
}

function get({ parameters: { id } }: DevopsRequest, { environments }: State) {
  const found = environments.get(numberOf(id));
  if (!found) throw notFound(`Environment ${String(id)}`);
  return found;
}

function create({ body, caller }: DevopsRequest, state: State) {
  const wanted = parsed(Environment, body);
  if ([...state.environments.values()].some(({ name }) => name === wanted.name))
    throw exists(`Environment ${wanted.name}`);
  const id = state.number('environment');
  const on = new Date(state.clock.now()).toISOString();
  const made = {
    id,
    ...wanted,
    createdBy: caller,
    createdOn: on,
    lastModifiedBy: caller,
    lastModifiedOn: on,
    project: state.project,
  };
  state.environments.set(id, made);
  return made;
}

function update(request: DevopsRequest, state: State) {
  const before = get(request, state);
  const made = { ...before, ...parsed(Environment.partial(), request.body) };
  state.environments.set(Number(before.id), made);
  return made;
}
