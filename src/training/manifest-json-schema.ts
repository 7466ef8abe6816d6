import { z } from 'zod';
import { Manifest } from '../domain/manifest.ts';

/** JSON Schema (2020-12) of `manifest.json`, made from the schema that the code checks with. */
export const manifestSchema = () => ({ title: 'docscore model manifest', ...z.toJSONSchema(Manifest) });
