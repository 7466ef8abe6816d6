import { z } from 'zod';
import { Comparison } from './comparison.ts';
import { ModelVersion } from './manifest.ts';
import { RolloutAudit } from './rollout-audit.ts';
import { ReleaseDigest, Rollout, RolloutAction } from './rollout.ts';

/** What a person asks for. `modelVersion` for shadow, canary and redeploy, `share` (0–1) for canary and shift. */
export const RolloutChange = z.strictObject({
  action: RolloutAction,
  modelVersion: ModelVersion.optional(),
  share: z.number().gt(0).max(1).optional(),
  why: z.string().trim().min(1).max(500).optional(),
  /** Promotes against the rule; needs `why`. */
  force: z.boolean().optional(),
  /** Of the release that asks; a candidate that a release staged is promoted by the same one only. */
  releaseDigest: ReleaseDigest.optional(),
});
export type RolloutChange = z.infer<typeof RolloutChange>;

/** A rollout with what can be done to it now. `etag` is what `If-Match` takes. */
export const RolloutView = Rollout.omit({ schema: true, id: true, type: true }).extend({
  etag: z.string(),
  possible: z.array(RolloutAction),
});
export type RolloutView = z.infer<typeof RolloutView>;

/** `GET /api/models/{model}/rollout`: with green beside blue, and who changed what, latest first. */
export const RolloutDetail = RolloutView.extend({
  comparison: Comparison.optional(),
  history: z.array(RolloutAudit.omit({ schema: true, id: true, type: true, model: true, evidence: true })),
  /** Pass it as `?next=` to get the next page of the history; absent on the last. */
  next: z.string().optional(),
});
export type RolloutDetail = z.infer<typeof RolloutDetail>;
