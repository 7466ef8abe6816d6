import type { JsonSchema } from './json-schema.ts';

const prefix = '#/components/schemas/';

/** The schemas that something refers to, and those that they refer to; by name. */
export function reachable(from: unknown, schemas: Readonly<Record<string, JsonSchema>>): Record<string, JsonSchema> {
  const found = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, member] of Object.entries(value)) {
      if (name !== '$ref' || typeof member !== 'string' || !member.startsWith(prefix)) walk(member);
      else if (!found.has(member.slice(prefix.length))) {
        found.add(member.slice(prefix.length));
        walk(schemas[member.slice(prefix.length)]);
      }
    }
  };
  walk(from);
  return Object.fromEntries(
    Object.entries(schemas)
      .filter(([name]) => found.has(name))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
