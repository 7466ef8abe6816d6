import { DocumentId } from '../../../domain/run-key.ts';
import { ModelName, ModelVersion } from '../../../domain/manifest.ts';
import type { Route } from '../route.ts';
import { inputSchema, type JsonSchema } from './json-schema.ts';

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly description?: string;
  readonly schema: JsonSchema;
}

/** What stands in a path, by its name there. */
const inPaths: Readonly<Record<string, Pick<Parameter, 'description' | 'schema'>>> = {
  id: { description: 'Document id', schema: inputSchema(DocumentId) },
  name: { description: 'Name of the document; slashes as they are', schema: { type: 'string', maxLength: 1024 } },
  page: { description: 'Pages count from 1', schema: { type: 'integer', minimum: 1 } },
  model: { description: 'Name of the model', schema: inputSchema(ModelName) },
  modelVersion: { description: 'Model version', schema: inputSchema(ModelVersion) },
};

const idempotencyKey: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'Makes a repeated request answer as the first did, for 7 days; 422 for another body',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};

const ifMatch: Parameter = {
  name: 'If-Match',
  in: 'header',
  required: false,
  description: 'The ETag of what was read: 412 when it is something else now',
  schema: { type: 'string' },
};

const stickyKey: Parameter = {
  name: 'x-docscore-key',
  in: 'header',
  required: false,
  description: 'Requests with the same key stay with one slot while a canary runs',
  schema: { type: 'string' },
};

/** Of path, query and headers. */
export function parametersOf(route: Route): Parameter[] {
  return [
    ...pathNames(route).map((name): Parameter => {
      const known = inPaths[name] ?? { schema: { type: 'string' } };
      return { name, in: 'path', required: true, ...known };
    }),
    ...queryParameters(route),
    ...(route.idempotent === true ? [idempotencyKey] : []),
    ...(route.ifMatch === true ? [ifMatch] : []),
    ...(route.route.endsWith('predict') ? [stickyKey] : []),
  ];
}

/** `{*name}` takes all that is left of the path: OpenAPI has no such thing, and knows it as `{name}`. */
export const pathOf = ({ route }: Route): string => `/${route.replaceAll('{*', '{')}`;

const pathNames = (route: Route): string[] =>
  [...pathOf(route).matchAll(/\{(\w+)(?::\w+)?\??\}/g)].map(([, name = '']) => name);

function queryParameters({ query }: Route): Parameter[] {
  if (!query) return [];
  const { properties = {}, required = [] } = inputSchema(query) as {
    properties?: Record<string, JsonSchema>;
    required?: readonly string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
}
