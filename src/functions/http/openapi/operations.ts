import type { Content, Route, Who } from '../route.ts';
import { isSchema, type Components } from './components.ts';
import type { JsonSchema } from './json-schema.ts';
import { parametersOf, type Parameter } from './parameters.ts';
import { problemsOf } from './problems.ts';

interface MediaType {
  readonly schema: JsonSchema;
  readonly example?: unknown;
}

export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly required: true; readonly content: Readonly<Record<string, MediaType>> };
  readonly responses: Readonly<Record<string, unknown>>;
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
    responses: { ...answersOf(route, components), ...problemsOf(route) },
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

const titles: Readonly<Record<number, string>> = { 200: 'Done', 202: 'Accepted', 204: 'Nothing was left to do' };

const location = { description: 'Where to look at it', schema: { type: 'string' } };

function answersOf({ answers }: Route, components: Components): Record<string, unknown> {
  const described = Object.entries(answers).map(([status, content]) => {
    const types = mediaTypes(content, components.answer);
    const description = titles[Number(status)] ?? 'An answer';
    const headers = status === '202' ? { headers: { location } } : {};
    return [status, { description, ...headers, ...(Object.keys(types).length > 0 && { content: types }) }];
  });
  return Object.fromEntries(described) as Record<string, unknown>;
}

function mediaTypes(content: Content, refOf: Components['body']): Record<string, MediaType> {
  if (isSchema(content)) return { 'application/json': { schema: refOf(content) } };
  return Object.fromEntries(content.contentTypes.map((type) => [type, { schema: bytesOf(type) }]));
}

/** OpenAPI 3.1: bytes have no schema; text is a string. */
const bytesOf = (contentType: string): JsonSchema => (contentType.startsWith('text/') ? { type: 'string' } : {});
