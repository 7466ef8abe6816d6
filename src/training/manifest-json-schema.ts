import { z } from 'zod';
import { Manifest } from '../domain/manifest.ts';

/** JSON Schema (2020-12) of `manifest.json`, made from the schema that the code checks with. */
export function manifestSchema(): string {
  const schema = { title: 'docscore model manifest', ...z.toJSONSchema(Manifest) };
  return `${JSON.stringify(schema, null, 2)}\n`;
}
