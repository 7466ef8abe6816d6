import { z } from 'zod';
import { ModelVersion } from '../../../domain/manifest.ts';
import type { Services } from '../../../ports.ts';
import { replayPage } from '../../rollout/replay-page.ts';
import { onRequest } from '../on-request.ts';
import { queryOf } from '../query-of.ts';

export const ModelReplayQuery = z.strictObject({
  modelVersion: ModelVersion,
  /** Documents that changed then or later; ISO 8601, UTC. */
  since: z.iso.datetime().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  next: z.string().max(16_384).optional(),
});

/** `GET /api/models/{model}/replay`: what a version would say of documents whose features are stored, page by page. */
export const replayModel = (services: Services) =>
  onRequest(services, async (request) => {
    const model = request.params['model'] ?? '';
    return { jsonBody: await replayPage(services, { model, ...queryOf(request, ModelReplayQuery) }) };
  });
