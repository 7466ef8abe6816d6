import type { Manifest } from '../../../domain/manifest.ts';
import { InferenceError } from '../models/v2/protocol.ts';
import type { Route } from '../route.ts';
import { componentsOf } from './components.ts';
import { inputSchema, type JsonSchema } from './json-schema.ts';
import { operationOf, type Operation } from './operations.ts';
import { pathOf } from './parameters.ts';
import { problemSchema } from './problems.ts';
import { reachable } from './reachable.ts';
import { forDefault, forModel, instanceName, instanceSchema } from './served-model.ts';

type PathItem = Readonly<Record<string, Operation>>;

export interface OpenApiDocument {
  readonly openapi: '3.1.0';
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly servers: readonly { readonly url: string }[];
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly components: {
    readonly securitySchemes: Readonly<Record<string, object>>;
    readonly schemas: Readonly<Record<string, JsonSchema>>;
  };
}

interface Served {
  /** Of docscore. */
  readonly version: string;
  /** What answers now: one per model that reads instances. */
  readonly manifests: readonly Manifest[];
  readonly defaultModel: string;
}

/**
 * OpenAPI 3.1 of the whole table. What scores for `{model}` stands there once more for each served model, with what its
 * instances may hold: the document changes when a release changes a model.
 */
export function openApiDocument(routes: readonly Route[], served: Served): OpenApiDocument {
  const components = componentsOf(routes);
  const paths: Record<string, Record<string, Operation>> = {};
  const add = (path: string, { method }: Route, operation: Operation) => {
    (paths[path] ??= {})[method.toLowerCase()] = operation;
  };
  for (const route of routes) {
    const operation = operationOf(route, components);
    add(pathOf(route), route, adapted(route, operation, served));
    if (route.tag !== 'Scoring' || !route.body || !route.route.includes('{model}')) continue;
    for (const manifest of served.manifests)
      add(pathOf(route).replace('{model}', manifest.model), route, forModel(operation, manifest));
  }
  const instances = served.manifests.map(
    (manifest) => [instanceName(manifest.model), instanceSchema(manifest)] as const,
  );
  const schemas = {
    ...components.schemas,
    Problem: problemSchema,
    InferenceError: inputSchema(InferenceError),
    ...Object.fromEntries(instances),
  };
  return {
    openapi: '3.1.0',
    info: { title: 'docscore', version: served.version, description: 'Documents in, scores out.' },
    servers: [{ url: '/' }],
    tags,
    paths,
    components: { securitySchemes, schemas: reachable(paths, schemas) },
  };
}

/** `POST /api/predict` takes what the default model takes. */
function adapted(route: Route, operation: Operation, { manifests, defaultModel }: Served): Operation {
  const manifest = manifests.find(({ model }) => model === defaultModel);
  return route.route === 'api/predict' && manifest ? forDefault(operation, manifest) : operation;
}

const tags = [
  { name: 'Documents', description: 'Upload, follow and read documents' },
  { name: 'Scoring', description: 'Ask a model about named values' },
  { name: 'Rollouts', description: 'Which model version serves' },
  { name: 'Operations', description: 'Health, and what operators do' },
  { name: 'Open Inference Protocol', description: 'The same predictions in the v2 dialect' },
];

const securitySchemes = {
  functionKey: { type: 'apiKey', in: 'header', name: 'x-functions-key' },
  functionKeyInQuery: { type: 'apiKey', in: 'query', name: 'code' },
  token: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'Entra access token; its roles claim holds reader, operator or release',
  },
};
