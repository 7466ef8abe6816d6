import type { UploadReceipt } from '../../domain/document-view.ts';
import { tooLarge } from '../../domain/upload.ts';
import { documentId } from '../../jobs/identity.ts';
import type { Services } from '../../ports.ts';
import { documentName } from './document-name.ts';
import { onRequest } from './on-request.ts';

/** `PUT /api/documents/{*name}`: the raw body becomes the blob, streamed. What follows is started by the blob, not by this call. */
export const putDocument = (services: Services) =>
  onRequest(services, async (request) => {
    const name = documentName(request.params['name']);
    const limitBytes = services.limits.uploadBytes;
    if (Number(request.headers.get('content-length') ?? 0) > limitBytes) throw tooLarge(limitBytes);
    const contentType = request.headers.get('content-type') ?? 'application/octet-stream';
    const body = request.body ?? new Blob([]).stream();
    const { version, sizeBytes } = await services.uploads.put(name, body as AsyncIterable<Uint8Array>, {
      contentType,
      limitBytes,
    });
    const id = documentId('documents', name);
    const receipt: UploadReceipt = { documentId: id, version, name, sizeBytes };
    return { status: 202, headers: { location: `/api/documents/${id}` }, jsonBody: receipt };
  });
