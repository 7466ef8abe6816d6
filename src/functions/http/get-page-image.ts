import { AppError } from '../../domain/errors.ts';
import type { Services } from '../../ports.ts';
import { readableHead, runOf } from './get-document.ts';
import { onRequest } from './on-request.ts';

/** `GET /api/documents/{id}/pages/{page}`: the page's picture, WebP; pages count from 1. */
export const getPageImage = (services: Services) =>
  onRequest(services, async (request) => {
    const head = await readableHead(services, request);
    const page = Number(request.params['page']);
    const image =
      Number.isInteger(page) && page > 0
        ? await services.artifacts.readPageImage(runOf(head, request), page)
        : undefined;
    if (!image)
      throw new AppError('not-found', 'There is no picture of this page', {
        next: 'Pages count from 1; plain text has no pictures',
      });
    return { headers: { 'content-type': 'image/webp', 'content-length': String(image.length) }, body: image };
  });
