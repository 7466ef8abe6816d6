import type { HttpRequest } from '@azure/functions';
import type { Services } from '../../../ports.ts';
import { onRequest } from '../on-request.ts';
import type { CurrentDocument } from './current-document.ts';

/** `GET /api/openapi.json`: 304 for whoever has it as it is (`If-None-Match`). */
export const getOpenApi = (services: Services, current: () => Promise<CurrentDocument>) =>
  onRequest(services, async (request) => {
    const { json, etag } = await current();
    const headers = { etag, 'cache-control': 'private, no-cache' };
    if (isKnown(request, etag)) return { status: 304, headers };
    return { headers: { ...headers, 'content-type': 'application/json; charset=utf-8' }, body: json };
  });

/** Whether the caller has it already. A proxy may have made the tag a weak one. */
const isKnown = (request: HttpRequest, etag: string): boolean =>
  (request.headers.get('if-none-match') ?? '').split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
