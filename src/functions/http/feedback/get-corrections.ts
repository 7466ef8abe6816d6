import type { Services } from '../../../ports.ts';
import { readAlive } from '../../feedback/corrigible.ts';
import { idOf } from '../document-id.ts';
import { onRequest } from '../on-request.ts';
import { viewOf } from './correction-etag.ts';

/** `GET /api/documents/{id}/corrections`: of every version and model, latest first, with what was said before. */
export const getCorrections = (services: Services) =>
  onRequest(services, async (request) => {
    const items = await readAlive(services, idOf(request));
    const corrections = items.flatMap(({ item }) => (item.type === 'correction' ? [viewOf(item)] : []));
    return { jsonBody: { corrections: corrections.sort((a, b) => b.at.localeCompare(a.at)) } };
  });
