import type { Features } from '../../domain/features.ts';
import type { PinnedModel } from '../../domain/job.ts';
import type { ModelAnswer } from '../../domain/prediction.ts';
import type { RunKey } from '../../domain/run-key.ts';
import { shadowWrites } from '../../jobs/shadow.ts';
import { versionIn } from '../../models/slot.ts';
import { rowOf } from '../../pipeline/score.ts';
import type { Logger, Services } from '../../ports.ts';
import { noteServed, type ShadowAnswers } from './note-served.ts';

/** What one model said of a document. `failed`: the candidate that could not, so that green answered in its place. */
export interface AskedModel {
  readonly prediction: ModelAnswer;
  readonly latencyMs: number;
  readonly failed?: PinnedModel | undefined;
}

/** A run whose predictions are committed, or lost to somebody who committed before. */
export interface ScoredDocument {
  readonly run: RunKey;
  readonly features: Features;
  readonly asked: readonly AskedModel[];
}

/** Counts what was said of a document, and asks the other versions. The document is done already: nothing here may fail it. */
export async function noteDocument(services: Services, { run, features, asked }: ScoredDocument, log: Logger) {
  try {
    const rollouts = new Map((await services.rollouts.list()).map((rollout) => [rollout.model, rollout]));
    for (const { prediction, latencyMs, failed } of asked) {
      const rollout = rollouts.get(prediction.model);
      if (!rollout) continue;
      const rowsFor = (manifest: Parameters<typeof rowOf>[0]) => [rowOf(manifest, features)];
      const keep = (other: ShadowAnswers) => keepShadow(services, run, prediction.model, other);
      const note = ({ slot, modelVersion }: PinnedModel, said: ModelAnswer[]) => {
        // What was pinned before the rollout changed says nothing about its slots now.
        if (rollout[slot] && versionIn(rollout, slot) === modelVersion)
          noteServed(services, {
            rollout,
            slot,
            modelVersion,
            latencyMs,
            answers: said,
            isFailed: said.length === 0,
            rowsFor,
            keep,
          });
      };
      if (failed) note(failed, []);
      note(prediction, [prediction]);
    }
  } catch (error) {
    log.warn({ event: 'scores.not-noted', ...idsOf(run), error: String(error) });
  }
}

/** Only beside a run that is scored and there: what is erased meanwhile does not come back by its shadow. */
async function keepShadow({ documents, now }: Services, run: RunKey, model: string, other: ShadowAnswers) {
  const [said] = other.answers;
  const job = await documents.readJob(run);
  if (!said || job?.item.state !== 'scored') return;
  const { modelVersion, slot } = other;
  await documents.commit(run.documentId, shadowWrites(job, { model, modelVersion, slot, ...said }, now()));
}

const idsOf = ({ documentId, version, run }: RunKey) => ({ documentId, version, run });
