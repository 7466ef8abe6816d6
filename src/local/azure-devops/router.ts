import { DevopsError, invalid } from './devops-error.ts';
import type { RawRequest } from './request.ts';
import type { Route } from './route.ts';
import type { State } from './state.ts';

/** Versions whose routes these are. */
const known = /^7\.[12](-preview(\.\d)?)?$/;

/** @throws DevopsError 404 for a path that nobody serves, 405 for a method, 400 for an api-version. */
export function findRoute(routes: readonly Route[], { method, segments, query }: RawRequest, state: State) {
  const [organisation, ...path] = segments;
  const there = organisation === state.organisation ? routes.flatMap((route) => matched(route, path, state)) : [];
  if (there.length === 0)
    throw new DevopsError(
      404,
      'VssServiceException',
      `There is nothing at /${segments.join('/')} of the local Azure DevOps.`,
    );
  const found = there.find(({ route }) => route.method === method);
  if (!found)
    throw new DevopsError(
      405,
      'VssServiceException',
      `The requested resource does not support http method '${method}'.`,
    );
  checkVersion(found.route, query.get('api-version'));
  return found;
}

function matched(route: Route, path: readonly string[], { project }: State) {
  const wanted = route.path.split('/');
  if (wanted.length !== path.length) return [];
  const parameters: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const given = path[index] ?? '';
    if (part === '{project}') {
      if (given !== project.name && given !== project.id) return [];
    } else if (part.startsWith('{')) parameters[part.slice(1, -1)] = given;
    else if (part.toLowerCase() !== given.toLowerCase()) return [];
  }
  return [{ route, parameters }];
}

/** The words are the service's, as its clients quote them. */
function checkVersion({ preview }: Route, version: string | null): void {
  if (version === null)
    throw invalid(
      'No api-version was supplied for the request. The version must be supplied either as part of the Accept header or as a query parameter.',
    );
  if (!known.test(version)) throw invalid(`api-version ${version} is not supported by the local Azure DevOps.`);
  if (preview && !version.includes('-preview'))
    throw invalid(
      `The requested version "${version}" of the resource is under preview. The -preview flag must be supplied in the api-version for such requests. For example: "${version}-preview"`,
    );
}
