import type { Manifest } from '../../../domain/manifest.ts';
import type { ModelField } from '../../../domain/model-view.ts';
import { fieldsOf } from '../../../models/fields.ts';
import { instancesLimit } from '../../../models/instance.ts';
import { refTo, type JsonSchema } from './json-schema.ts';
import type { Operation } from './operations.ts';

/** `review-sentiment` → `ReviewSentimentInstance`. */
export const instanceName = (model: string) =>
  `${model.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())}Instance`;

/** What an instance of this model version is: every named value with all that is allowed there. */
export function instanceSchema(manifest: Manifest): JsonSchema {
  const fields = fieldsOf(manifest);
  const required = fields.filter(({ required }) => required).map(({ name }) => name);
  return {
    type: 'object',
    description: `${manifest.model} ${manifest.modelVersion}: ${manifest.description}`,
    properties: Object.fromEntries(fields.map((field) => [field.name, valueSchema(field)])),
    ...(required.length > 0 && { required }),
    additionalProperties: false,
  };
}

function valueSchema({ type, required, description, allowed, minimum, maximum }: ModelField): JsonSchema {
  return {
    type: required ? type : [type, 'null'],
    ...(description !== undefined && { description }),
    ...(allowed && { enum: required ? allowed : [...allowed, null] }),
    ...(minimum !== undefined && { minimum }),
    ...(maximum !== undefined && { maximum }),
  };
}

/** An instance that is allowed. */
const exampleOf = (manifest: Manifest) =>
  Object.fromEntries(fieldsOf(manifest).map(({ name, example }) => [name, example]));

/** The operation as it is for one model: its instances, and no `model` to fill in. */
export function forModel(operation: Operation, manifest: Manifest): Operation {
  const { model } = manifest;
  const { operationId, summary, parameters } = operation;
  return {
    ...operation,
    operationId: `${operationId}-${model}`,
    summary: `${model}: ${summary}`,
    parameters: parameters.filter(({ name }) => name !== 'model'),
    requestBody: manyOrOne(manifest),
  };
}

const manyOrOne = (manifest: Manifest) => {
  const instance = { $ref: refTo(instanceName(manifest.model)) };
  const many = { type: 'array', items: instance, minItems: 1, maxItems: instancesLimit };
  const only = (name: string, schema: object) => ({
    type: 'object',
    properties: { [name]: schema },
    required: [name],
    additionalProperties: false,
  });
  return json({ anyOf: [only('instances', many), only('instance', instance)] }, { instances: [exampleOf(manifest)] });
};

/** The operation that asks the default model: an instance as it is, or a list. */
export function forDefault(operation: Operation, manifest: Manifest): Operation {
  const instance = { $ref: refTo(instanceName(manifest.model)) };
  const many = { type: 'array', items: instance, minItems: 1, maxItems: instancesLimit };
  return { ...operation, requestBody: json({ anyOf: [instance, many] }, exampleOf(manifest)) };
}

const json = (schema: JsonSchema, example: unknown) => ({
  required: true as const,
  content: { 'application/json': { schema, example } },
});
