import { writeFile } from 'node:fs/promises';
import { manifestSchema } from './manifest-json-schema.ts';

/** `npm run schema`: writes the JSON Schema that others check their manifests with. */
await writeFile(new URL('../models/manifest.schema.json', import.meta.url), manifestSchema());
