import type { JsonSchema } from '../json-schema.ts';

export type Schemas = Readonly<Record<string, JsonSchema>>;

/** The schema itself, or the one that it refers to. */
function resolved(schema: JsonSchema, schemas: Schemas): JsonSchema {
  const name = refName(schema);
  return name === undefined ? schema : (schemas[name] ?? {});
}

/** `DocumentDetail` of `{"$ref": "#/components/schemas/DocumentDetail"}`. */
export function refName({ $ref }: JsonSchema): string | undefined {
  return typeof $ref === 'string' ? $ref.split('/').at(-1) : undefined;
}

/** A value that a schema allows, as small as it can be: what is not required is left out. */
export function exampleOf(schema: JsonSchema, schemas: Schemas, depth = 0): unknown {
  const { type, example, default: usual, const: only, enum: values, anyOf } = resolved(schema, schemas);
  const [first] = [example, usual, only, ...listOf(values)].filter((value) => value !== undefined);
  if (first !== undefined) return first;
  const [option] = listOf(anyOf) as JsonSchema[];
  if (option) return exampleOf(option, schemas, depth);
  const [kind] = Array.isArray(type) ? (type as string[]) : [type];
  return byType(typeof kind === 'string' ? kind : '', resolved(schema, schemas), schemas, depth);
}

function byType(type: string, schema: JsonSchema, schemas: Schemas, depth: number): unknown {
  const { properties = {}, required, items = {}, minItems, minimum, format } = schema;
  switch (type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(properties as Schemas)
          .filter(([name]) => listOf(required).includes(name))
          .map(([name, member]) => [name, exampleOf(member, schemas, depth + 1)]),
      );
    case 'array':
      return minItems === undefined || depth > 5 ? [] : [exampleOf(items as JsonSchema, schemas, depth + 1)];
    case 'integer':
    case 'number':
      return minimum ?? 0;
    case 'boolean':
      return true;
    case 'string':
      return format === 'date-time' ? '2026-01-01T12:00:00.000Z' : 'text';
    default:
      return null;
  }
}

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);
