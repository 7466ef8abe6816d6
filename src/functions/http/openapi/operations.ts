import type { Route, Who } from '../route.ts';
import type { Components } from './components.ts';
import { parametersOf, type Parameter } from './parameters.ts';
import { mediaTypes, responsesOf, type MediaType, type Response } from './responses.ts';

export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly required: true; readonly content: Readonly<Record<string, MediaType>> };
  readonly responses: Readonly<Record<string, Response>>;
}

/** A row of the table as OpenAPI describes it. */
export function operationOf(route: Route, components: Components): Operation {
  const { name, summary, tag, who, body } = route;
  return {
    operationId: name,
    summary,
    tags: [tag],
    security: security[who],
    parameters: parametersOf(route),
    ...(body && { requestBody: { required: true, content: mediaTypes(body, components.body) } }),
    responses: responsesOf(route, components),
  };
}

const role = (who: Who) => [{ token: [who] }];
const security: Readonly<Record<Who, Operation['security']>> = {
  anonymous: [],
  key: [{ functionKey: [] }, { functionKeyInQuery: [] }],
  reader: role('reader'),
  operator: role('operator'),
  release: role('release'),
};
