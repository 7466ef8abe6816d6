import { z } from 'zod';
import type { DocumentList } from '../../domain/document-view.ts';
import { AppError } from '../../domain/errors.ts';
import { JobState } from '../../domain/job.ts';
import type { Services } from '../../ports.ts';
import { summarise } from './document-view.ts';
import { onRequest } from './on-request.ts';

const Query = z.strictObject({
  state: JobState.optional(),
  /** Documents whose name begins with it. */
  name: z.string().max(1024).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  next: z.string().max(16_384).optional(),
  code: z.string().optional(),
});

/** `GET /api/documents`: latest change first; `?state=`, `?name=` (a beginning), `?limit=` (1–200), `?next=`. */
export const listDocuments = (services: Services) =>
  onRequest(services, async (request) => {
    const query = Query.safeParse(Object.fromEntries(request.query));
    if (!query.success) throw new AppError('invalid', z.prettifyError(query.error), { next: 'Mend the query' });
    const { state, name, limit, next } = query.data;
    const page = await services.documents.listHeads({ state, name }, { limit, next });
    const list: DocumentList = { documents: page.items.map((head) => summarise(head)), next: page.next };
    return { jsonBody: list };
  });
