import { z } from 'zod';
import { DocumentId } from './run-key.ts';
import { ModelName } from './manifest.ts';

/** DESIGN, Limits: instances of one prediction request. */
const instanceLimit = 1000;

const common = {
  schema: z.literal(1).optional(),
  /** The sender's: what is sent again under the same id is the same request. The hub takes partition keys of up to 128 characters. */
  id: z.string().min(1).max(100),
};

/** Named values to be scored. What a model allows stands in its manifest. */
export const InstancesRequest = z.strictObject({
  ...common,
  model: ModelName,
  instances: z.array(z.unknown()).min(1).max(instanceLimit),
});
export type InstancesRequest = z.infer<typeof InstancesRequest>;

/** A document whose stored features are to be scored, without any OCR: the current run, or the one that is named. */
export const DocumentRequest = z.strictObject({
  ...common,
  /** Absent: `document-type`, then the models that read that type. */
  model: ModelName.optional(),
  document: z.strictObject({
    documentId: DocumentId,
    version: z.string().min(1).max(100).optional(),
    run: z.int().min(1).optional(),
  }),
});
export type DocumentRequest = z.infer<typeof DocumentRequest>;

/** What comes through the hub `requests`, as JSON. */
export const ScoreRequest = z.union([InstancesRequest, DocumentRequest]);
export type ScoreRequest = z.infer<typeof ScoreRequest>;
