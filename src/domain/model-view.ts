import { z } from 'zod';
import { Manifest, ModelName, ModelVersion } from './manifest.ts';
import { Answer } from './prediction.ts';
import { Slot } from './rollout.ts';

/** Whether this process can answer with a model version. `failed`: `reason` says why; what served before goes on. */
export const ServingState = z.enum(['serving', 'loading', 'failed']);
export type ServingState = z.infer<typeof ServingState>;

const InSlot = z.object({ modelVersion: ModelVersion, state: ServingState, reason: z.string().optional() });

/** A model in a list: what is in which slot, and whether it serves. */
export const ModelSummary = z.object({
  model: ModelName,
  /** Of the version that serves; absent while none does. */
  description: z.string().optional(),
  labels: z.array(z.string()).optional(),
  /** `registered`: no rollout names it, so nothing serves. */
  state: z.enum([...ServingState.options, 'registered']),
  reason: z.string().optional(),
  /** The version that answers for green now. Another than green's while that loads, or when it cannot be loaded. */
  modelVersion: ModelVersion.optional(),
  generation: z.int().optional(),
  slots: z.object({
    green: InSlot.optional(),
    blue: InSlot.extend({ mode: z.enum(['shadow', 'canary']), share: z.number(), since: z.string() }).optional(),
  }),
  /** All that are registered, latest first. */
  versions: z.array(ModelVersion),
});
export type ModelSummary = z.infer<typeof ModelSummary>;

/** `GET /api/models`: by name. */
export const ModelList = z.object({ models: z.array(ModelSummary) });
export type ModelList = z.infer<typeof ModelList>;

/** `GET /api/models/{model}`: with the manifest of the version that serves, or of the one asked for. */
export const ModelDetail = ModelSummary.extend({ manifest: Manifest.optional() });
export type ModelDetail = z.infer<typeof ModelDetail>;

/** A named value of an instance. */
export const ModelField = z.object({
  name: z.string(),
  type: z.enum(['string', 'number', 'integer']),
  required: z.boolean(),
  description: z.string().optional(),
  /** All that are allowed, in the order to show them; absent: any. */
  allowed: z.union([z.array(z.string()), z.array(z.number())]).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  /** One that is allowed. */
  example: z.union([z.string(), z.number()]),
});
export type ModelField = z.infer<typeof ModelField>;

/** `GET /api/models/{model}/params`: what an instance is made of. */
export const ModelParams = z.object({
  model: ModelName,
  modelVersion: ModelVersion,
  slot: Slot,
  fields: z.array(ModelField),
  labels: z.array(z.string()),
});
export type ModelParams = z.infer<typeof ModelParams>;

const Instance = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));

/** `POST /api/models/{model}/predict`: many instances, or one. */
export const PredictRequest = z.union([
  z.strictObject({ instances: z.array(Instance).min(1).max(1000) }),
  z.strictObject({ instance: Instance }),
]);

/** What a model says about one instance. */
export const InstancePrediction = Answer.extend({
  /** Of one that was recorded: what `POST /api/feedback` calls it by. */
  id: z.string().optional(),
  /** What moved the answer's logit most, first; with `?explain=1`. */
  explanation: z.array(z.object({ feature: z.string(), weight: z.number() })).optional(),
});
export type InstancePrediction = z.infer<typeof InstancePrediction>;

const AnsweredBy = z.object({ model: ModelName, modelVersion: ModelVersion, slot: Slot });

/** A prediction per instance, in their order. */
export const PredictAnswer = AnsweredBy.extend({ predictions: z.array(InstancePrediction) });
export type PredictAnswer = z.infer<typeof PredictAnswer>;

/** `POST /api/predict`, which asks the default model: an instance as it is, or a list of them. */
export const PlainPredictRequest = z.union([Instance, z.array(Instance).min(1).max(1000)]);
export const PlainPredictAnswer = z.union([AnsweredBy.extend(InstancePrediction.shape), PredictAnswer]);

/** `GET /api/info`: what answers `POST /api/predict`. */
export const DefaultModelView = z.object({
  name: z.literal('docscore'),
  version: z.string(),
  ...AnsweredBy.shape,
  description: z.string(),
  labels: z.array(z.string()),
  metrics: z.record(z.string(), z.number()),
});
export type DefaultModelView = z.infer<typeof DefaultModelView>;
