import { z } from 'zod';

/** Open Inference Protocol, version 2, over HTTP. Source: github.com/kserve/open-inference-protocol, inference_rest.md. */

const Parameters = z.record(z.string(), z.unknown());
const Datatype = z.enum(['BYTES', 'FP32', 'INT64']);
export type Datatype = z.infer<typeof Datatype>;

export const ServerMetadata = z.object({ name: z.string(), version: z.string(), extensions: z.array(z.string()) });
export const ServerLive = z.object({ live: z.boolean() });
export const ServerReady = z.object({ ready: z.boolean() });
export const ModelReady = z.object({ name: z.string(), ready: z.boolean() });

/** -1: any size. */
const MetadataTensor = z.object({ name: z.string(), datatype: Datatype, shape: z.array(z.int()) });

export const ModelMetadata = z.object({
  name: z.string(),
  /** Those that can be asked for: what is in a slot. */
  versions: z.array(z.string()),
  platform: z.string(),
  inputs: z.array(MetadataTensor),
  outputs: z.array(MetadataTensor),
});
export type ModelMetadata = z.infer<typeof ModelMetadata>;

const RequestInput = z.strictObject({
  name: z.string(),
  shape: z.array(z.int().min(0)).min(1).max(2),
  datatype: z.string(),
  parameters: Parameters.optional(),
  /** Row by row, flat or nested. */
  data: z.array(z.unknown()),
});
export type RequestInput = z.infer<typeof RequestInput>;

export const InferenceRequest = z.strictObject({
  id: z.string().max(256).optional(),
  parameters: Parameters.optional(),
  inputs: z.array(RequestInput).min(1).max(1000),
  outputs: z.array(z.strictObject({ name: z.string(), parameters: Parameters.optional() })).optional(),
});
export type InferenceRequest = z.infer<typeof InferenceRequest>;

const ResponseOutput = z.object({
  name: z.string(),
  shape: z.array(z.int()),
  datatype: Datatype,
  data: z.array(z.union([z.string(), z.number()])),
});
export type ResponseOutput = z.infer<typeof ResponseOutput>;

export const InferenceResponse = z.object({
  model_name: z.string(),
  model_version: z.string(),
  id: z.string().optional(),
  parameters: z.object({ slot: z.string() }),
  outputs: z.array(ResponseOutput),
});
export type InferenceResponse = z.infer<typeof InferenceResponse>;

export const InferenceError = z.object({ error: z.string() });
