import { z } from 'zod';

/** The model that runs first: its answer decides which others read the document. */
export const documentTypeModel = 'document-type';

const Tensor = z.object({
  name: z.string(),
  type: z.enum(['string', 'float32', 'int64']),
  /** A number is a fixed size, a name a free one. */
  shape: z.array(z.union([z.int(), z.string()])),
});

/** `manifest.json` of a model version; written last, it *is* the version. */
export const Manifest = z.strictObject({
  schema: z.literal(1),
  model: z.string().regex(/^[a-z][a-z0-9-]{0,62}$/),
  /** Semantic version. */
  modelVersion: z.string().regex(/^\d+\.\d+\.\d+$/),
  description: z.string(),
  signature: z.strictObject({
    inputs: z.array(Tensor).min(1),
    outputs: z.array(Tensor).min(1),
    /** In the order of the output `probabilities`. */
    labels: z.array(z.string()).min(2),
  }),
  /** Documents of these types (`*`: every document), from their features. */
  reads: z.strictObject({ documents: z.array(z.string()).min(1) }),
  preprocessVersion: z.int().min(1),
  /** Below this probability the answer is `unknown`. */
  threshold: z.number().min(0).max(1),
  metrics: z.record(z.string(), z.number()),
  lineage: z.strictObject({ trainer: z.string(), seed: z.int(), documents: z.int() }),
  /** SHA-256 of the training data, hexadecimal. */
  dataDigest: z.string().regex(/^[0-9a-f]{64}$/),
  /** SHA-256 of each file beside the manifest, hexadecimal. */
  files: z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/)),
});
export type Manifest = z.infer<typeof Manifest>;
