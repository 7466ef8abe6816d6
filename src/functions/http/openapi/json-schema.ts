import { z } from 'zod';

/** JSON Schema 2020-12, as OpenAPI 3.1 takes it. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

/** What a body may be. Nested schemas are written out. */
export const inputSchema = (schema: z.ZodType): JsonSchema =>
  tidy(z.toJSONSchema(schema, { io: 'input', override: lenient })) as JsonSchema;

/** What answers are, by name; one refers to another where it holds it. */
export function outputSchemas(named: ReadonlyMap<string, z.ZodType>): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of named) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { io: 'output', override: lenient, uri: refTo });
  return tidy(schemas) as Record<string, JsonSchema>;
}

export const refTo = (name: string) => `#/components/schemas/${name}`;

/** Only what refuses unknown members says so: answers may get new ones. */
function lenient({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodTypes; jsonSchema: z.core.JSONSchema.BaseSchema }) {
  const { def } = zodSchema._zod;
  if (def.type === 'object' && !def.catchall) delete jsonSchema.additionalProperties;
}

/** Leaves out what says nothing to a person. */
function tidy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(tidy);
  if (typeof value !== 'object' || value === null) return value;
  const all = value as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(all)
      .filter(([name, member]) => !isNoise(name, member, all))
      .map(([name, member]) => [name, tidy(member)]),
  );
}

function isNoise(name: string, member: unknown, { format }: Record<string, unknown>): boolean {
  if (typeof member === 'number') return Math.abs(member) === Number.MAX_SAFE_INTEGER;
  if (name === 'propertyNames') return JSON.stringify(member) === '{"type":"string"}';
  return typeof member === 'string' && (/^\$(id|schema)$/.test(name) || (name === 'pattern' && format === 'date-time'));
}
