import { z } from 'zod';
import type { DocumentList } from '../../domain/document-view.ts';
import { JobState } from '../../domain/job.ts';
import type { Services } from '../../ports.ts';
import { summarise } from './document-view.ts';
import { onRequest } from './on-request.ts';
import { queryOf } from './query-of.ts';

export const DocumentQuery = z.strictObject({
  state: JobState.optional(),
  /** Documents whose name begins with it. */
  name: z.string().max(1024).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  next: z.string().max(16_384).optional(),
});

/** `GET /api/documents`: latest change first; `?state=`, `?name=` (a beginning), `?limit=` (1–200), `?next=`. */
export const listDocuments = (services: Services) =>
  onRequest(services, async (request) => {
    const query = queryOf(request, DocumentQuery);
    const { state, name, limit, next } = query;
    const page = await services.documents.listHeads({ state, name }, { limit, next });
    const list: DocumentList = { documents: page.items.map((head) => summarise(head)), next: page.next };
    return { jsonBody: list };
  });
