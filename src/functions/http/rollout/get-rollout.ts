import { z } from 'zod';
import { AppError } from '../../../domain/errors.ts';
import type { RolloutAudit } from '../../../domain/rollout-audit.ts';
import type { RolloutDetail } from '../../../domain/rollout-view.ts';
import type { Services } from '../../../ports.ts';
import { readComparison } from '../../rollout/read-comparison.ts';
import { onRequest } from '../on-request.ts';
import { queryOf } from '../query-of.ts';
import { viewOf } from './rollout-view.ts';

export const RolloutQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(20),
  next: z.string().max(16_384).optional(),
});

/** `GET /api/models/{model}/rollout`: what is in which slot, how the two compare, what the rule says, and who changed what. */
export const getRollout = (services: Services) =>
  onRequest(services, async (request) => {
    const { limit, next } = queryOf(request, RolloutQuery);
    const model = request.params['model'] ?? '';
    const stored = await services.rollouts.read(model);
    if (!stored)
      throw new AppError('not-found', `No version of ${model} serves`, { next: 'GET /api/models lists them' });
    const [comparison, history] = await Promise.all([
      readComparison(services, stored.item),
      services.rollouts.history(model, { limit, next }),
    ]);
    const detail: RolloutDetail = {
      ...viewOf(stored),
      comparison,
      history: history.items.map(auditView),
      next: history.next,
    };
    return { headers: { etag: stored.etag }, jsonBody: detail };
  });

function auditView({
  action,
  by,
  at,
  from,
  to,
  why,
  isForced,
  releaseDigest,
  evidenceDigest,
}: RolloutAudit): RolloutDetail['history'][number] {
  return { action, by, at, from, to, why, isForced, releaseDigest, evidenceDigest };
}
