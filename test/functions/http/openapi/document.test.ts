import { Validator } from '@seriousme/openapi-schema-validator';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Manifest } from '../../../../src/domain/manifest.ts';
import { openApiDocument, type OpenApiDocument } from '../../../../src/functions/http/openapi/document.ts';
import type { Operation } from '../../../../src/functions/http/openapi/operations.ts';
import { routes } from '../../../../src/functions/http/routes.ts';
import { incidents } from './incidents.ts';

const documentOf = (...manifests: Manifest[]) =>
  openApiDocument(routes, { version: '1.2.3', manifests, defaultModel: 'incident-outcome' });

const operationsOf = ({ paths }: OpenApiDocument) =>
  Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]: [string, Operation]) => ({ method, path, operation })),
  );

describe('the OpenAPI document', () => {
  let document: OpenApiDocument;
  beforeAll(() => {
    document = documentOf(incidents());
  });

  it('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();

    const { valid, errors } = await validator.validate(JSON.parse(JSON.stringify(document)) as Record<string, unknown>);

    expect([valid, errors, validator.version]).toEqual([true, undefined, '3.1']);
  });

  it('has every route of the code, and none that the code has not', () => {
    const described = operationsOf(document)
      .filter(({ path }) => !path.includes('incident-outcome'))
      .map(({ method, path }) => `${method.toUpperCase()} ${path}`);
    const registered = routes.map(({ method, route }) => `${method} /${route.replace('{*', '{')}`);

    expect(described.sort()).toEqual(registered.sort());
  });

  it('names every parameter of its paths, and every operation once', () => {
    for (const { path, operation } of operationsOf(document)) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const described = operation.parameters.filter((one) => one.in === 'path').map(({ name }) => name);
      expect(described, path).toEqual(inPath);
    }
    const ids = operationsOf(document).map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('refers to nothing that is not there, and holds no schema that nothing refers to', () => {
    const text = JSON.stringify(document);
    const used = new Set([...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name));

    expect([...used].sort()).toEqual(Object.keys(document.components.schemas).sort());
  });

  it('says what an instance of a served model may hold', () => {
    expect(document.components.schemas['IncidentOutcomeInstance']).toMatchObject({
      properties: {
        region: { type: 'string', enum: ['north', 'south'] },
        month: { type: 'integer', minimum: 1, maximum: 12 },
        load: { type: ['number', 'null'] },
      },
      required: ['region', 'month'],
      additionalProperties: false,
    });
    for (const path of ['/api/models/incident-outcome/predict', '/api/predict'])
      expect(JSON.stringify(document.paths[path]?.['post']?.requestBody), path).toContain('IncidentOutcomeInstance');
  });

  it('changes when a release changes the model, and not otherwise', () => {
    expect(documentOf(incidents())).toEqual(document);
    const released = documentOf(incidents({ modelVersion: '2.0.0' }, ['north', 'south', 'east']));

    expect(JSON.stringify(released.components.schemas['IncidentOutcomeInstance'])).toContain('"east"');
    expect(Object.keys(documentOf().paths)).not.toContain('/api/models/incident-outcome/predict');
  });

  it('says of each operation who may, and what a refusal looks like', () => {
    const of = (name: string) =>
      operationsOf(document).find(({ operation }) => operation.operationId === name)?.operation;

    expect(of('live')?.security).toEqual([]);
    expect(of('list-documents')?.security).toEqual([{ functionKey: [] }, { functionKeyInQuery: [] }]);
    expect(of('cancel-document')?.security).toEqual([{ token: ['operator'] }]);
    expect(Object.keys(of('cancel-document')?.responses ?? {})).toEqual(expect.arrayContaining(['401', '403', '409']));
    expect(Object.keys(of('put-document')?.responses ?? {})).toEqual(expect.arrayContaining(['413', '415', '422']));
    for (const { operation } of operationsOf(document))
      expect(Object.keys(operation.responses), operation.operationId).toEqual(
        expect.arrayContaining(['429', '500', '503']),
      );
  });

  it('tells apart what an operation answers and what whoever refuses it answers under the same status', () => {
    const answers = (path: string, status: string) => document.paths[path]?.['get']?.responses[status]?.content ?? {};

    expect(Object.keys(answers('/api/health/ready', '503'))).toEqual(['application/json', 'application/problem+json']);
    expect(answers('/v2/health/ready', '503')['application/json']?.schema).toEqual({
      anyOf: [{ $ref: '#/components/schemas/V2ServerReadyAnswer' }, { $ref: '#/components/schemas/InferenceError' }],
    });
  });
});
