import { z } from 'zod';
import type { DeadCauses, DeadDocuments } from '../../domain/operator-view.ts';
import { causeOf, causesOf } from '../../jobs/cause.ts';
import type { Services } from '../../ports.ts';
import { readDead } from '../dead-heads.ts';
import { summarise } from './document-view.ts';
import { onRequest } from './on-request.ts';
import { queryOf } from './query-of.ts';

/** How many dead documents one answer groups. */
const most = 5000;

export const DeadQuery = z.strictObject({
  cause: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  next: z.string().max(16_384).optional(),
});

/** `GET /api/dead`: dead documents by cause; with `?cause=` those of one cause, page by page (`?limit=`, `?next=`). */
export const listDead = (services: Services) =>
  onRequest(services, async (request) => {
    const query = queryOf(request, DeadQuery);
    const { cause, limit, next } = query;
    if (cause !== undefined) {
      const page = await services.documents.listHeads({ state: 'dead' }, { limit, next });
      const documents = page.items.filter((head) => causeOf(head).cause === cause).map(summarise);
      return { jsonBody: { documents, next: page.next } satisfies z.infer<typeof DeadDocuments> };
    }
    const { heads, isAll } = await readDead(services, most);
    return { jsonBody: { total: heads.length, isAll, causes: causesOf(heads) } satisfies DeadCauses };
  });
