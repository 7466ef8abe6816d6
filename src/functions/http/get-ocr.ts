import { ocrResults } from '../../domain/artifact.ts';
import type { Services } from '../../ports.ts';
import { readableHead, runOf } from './get-document.ts';
import { onRequest } from './on-request.ts';

/** `GET /api/documents/{id}/ocr`: words, lines and polygons of every page; `?version=` and `?run=` for an older one. */
export const getOcr = (services: Services) =>
  onRequest(services, async (request) => {
    const head = await readableHead(services, request);
    return { jsonBody: await services.artifacts.read(ocrResults, runOf(head, request)) };
  });
