import type { StorageQueueHandler } from '@azure/functions';
import type { Services } from '../../ports.ts';
import { logOf } from '../log.ts';
import { noteDocument, type ScoredDocument } from '../rollout/note-document.ts';
import { scoreFeatures } from '../scoring/score-features.ts';
import { onStage } from './on-stage.ts';

/** Stage 3: features × models ─► one Cosmos batch with job, predictions and outbox. What is compared comes after. */
export const scoreDocument =
  (services: Services): StorageQueueHandler =>
  async (message, context) => {
    const log = logOf(context);
    let scored: ScoredDocument | undefined;
    const stage = onStage(services, 'score', async (job) => {
      scored = await scoreFeatures(services, job, log);
      return { predictions: scored.asked.map(({ prediction }) => prediction) };
    });
    await stage(message, context);
    if (scored) await noteDocument(services, scored, log);
  };
