import { z } from 'zod';
import { LabelledRows } from '../../../domain/correction-view.ts';
import type { Services } from '../../../ports.ts';
import { onRequest } from '../on-request.ts';
import { queryOf } from '../query-of.ts';

export const LabelQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(500).default(100),
  next: z.string().max(16_384).optional(),
});

/** `GET /api/models/{model}/corrections`: rows with their right labels, made of corrections and feedback, for training. */
export const listLabels = (services: Services) =>
  onRequest(services, async (request) => {
    const model = request.params['model'] ?? '';
    const { items, next } = await services.labels.list(model, queryOf(request, LabelQuery));
    return { jsonBody: LabelledRows.parse({ corrections: items, next }) };
  });
