import { z } from 'zod';

/** The model that runs first: its answer decides which others read the document. */
export const documentTypeModel = 'document-type';

export const ModelName = z.string().regex(/^[a-z][a-z0-9-]{0,62}$/, 'Lower-case letters, digits and dashes');
/** Semantic version. */
export const ModelVersion = z.string().regex(/^\d{1,9}\.\d{1,9}\.\d{1,9}$/, 'Three numbers: 1.0.0');

const Share = z.number().min(0).max(1);
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const Tensor = z.strictObject({
  name: z.string(),
  type: z.enum(['string', 'float32', 'int64']),
  /** A number is a fixed size, a name a free one. */
  shape: z.array(z.union([z.int(), z.string()])),
});

/**
 * An input of the graph. `tokens` (string[1, N] or string[B, N], rows filled up with '') and `text` (string[B, 1]) come from a
 * document's features, or from the named value `text`. Every other one is string, float32 or int64[B, 1]: the named value of
 * an instance.
 */
export const ModelInput = Tensor.extend({
  description: z.string().optional(),
  /** The allowed values, in the order to show them. */
  values: z.union([z.array(z.string()).min(1), z.array(z.number()).min(1)]).optional(),
  /** The range of a number, ends included. */
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  /** May be absent or null: the graph gets NaN. Only float32. */
  optional: z.literal(true).optional(),
});
export type ModelInput = z.infer<typeof ModelInput>;

/** What a version's own evaluation found out, on rows that it was not trained on. */
export const ModelEvaluation = z.strictObject({
  rows: z.int().min(1),
  /** 95 % interval per metric. */
  intervals: z.record(z.string(), z.tuple([z.number(), z.number()])),
  perClass: z.record(z.string(), z.strictObject({ precision: Share, recall: Share, f1: Share, rows: z.int().min(0) })),
  /** By name of the slice, like `region=north`. */
  slices: z.record(z.string(), z.strictObject({ accuracy: Share, rows: z.int().min(1) })),
});
export type ModelEvaluation = z.infer<typeof ModelEvaluation>;

/** `manifest.json` of a model version; written last, it *is* the version. */
export const Manifest = z.strictObject({
  schema: z.literal(1),
  model: ModelName,
  modelVersion: ModelVersion,
  description: z.string(),
  signature: z.strictObject({
    inputs: z.array(ModelInput).min(1),
    /** `probabilities` float32[1 or B, labels]; a graph may have others, which are not used. */
    outputs: z.array(Tensor).min(1),
    /** In the order of the output `probabilities`. */
    labels: z.array(z.string()).min(2),
  }),
  reads: z.strictObject({
    /** Documents of these types (`*`: every document), from their features. */
    documents: z.array(z.string()),
    /** Named values, over HTTP and from the hub `requests`. */
    instances: z.boolean(),
  }),
  preprocessVersion: z.int().min(1),
  /** Below this probability the answer is `unknown`. */
  threshold: Share,
  /** Headline figures; higher is better, but for `logLoss`, `brierScore` and `calibrationError`. */
  metrics: z.record(z.string(), z.number()),
  evaluation: ModelEvaluation.optional(),
  /** Score per group of checks of `npm run test:models`, 0–1. */
  tests: z.record(z.string(), Share).optional(),
  lineage: z.strictObject({
    /** What trained it: a file of this repository, or another library with its version. */
    trainer: z.string(),
    algorithm: z.string().optional(),
    parameters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
    seed: z.int().optional(),
    /** Rows that it was trained on. */
    rows: z.int().min(1),
    /** Ids of the corrections among them. */
    corrections: z.array(z.string()).optional(),
    /** SHA-256 of the training code, hexadecimal. */
    codeDigest: Sha256.optional(),
  }),
  /** SHA-256 of the training data, hexadecimal. */
  dataDigest: Sha256,
  /** SHA-256 of each file beside the manifest, hexadecimal. */
  files: z.record(z.string(), Sha256),
});
export type Manifest = z.infer<typeof Manifest>;
