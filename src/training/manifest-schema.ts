import { writeFile } from 'node:fs/promises';
import { manifestSchema } from './manifest-json-schema.ts';

/** Writes the JSON Schema that others check their manifests with; Prettier has the last word on its lines. */
await writeFile(new URL('../models/manifest.schema.json', import.meta.url), JSON.stringify(manifestSchema(), null, 2));
