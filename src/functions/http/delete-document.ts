import { auditOf } from '../../jobs/audit.ts';
import { AppError } from '../../domain/errors.ts';
import type { RunReceipt } from '../../domain/operator-view.ts';
import type { Services } from '../../ports.ts';
import { intake } from '../intake.ts';
import { logOf, traceparentOf } from '../log.ts';
import { actorOf } from '../operate.ts';
import { callerOf } from './auth/caller.ts';
import { knownHead } from './get-document.ts';
import { onRequest } from './on-request.ts';

/**
 * `DELETE /api/documents/{id}`: the upload goes, and the head says `deleted` at once; the sweep erases the rest. The upload goes
 * first: as long as it is there, a late event or the sweep would bring the document back. When this is cut off in between, the
 * blob's own event, or the sweep, does the rest. 204 for a document that is deleted already.
 */
export const deleteDocument = (services: Services) =>
  onRequest(services, async (request, context) => {
    const { documentId, container, name, version, run, state } = await knownHead(services, request);
    if (state === 'deleted') return { status: 204 };
    const audit = auditOf(
      'delete',
      { documentId, version, run },
      services.now(),
      actorOf(services, callerOf(context).name),
    );
    await services.documents.commit(documentId, [{ create: audit }]);
    await services.uploads.delete(name);
    const traceparent = traceparentOf(context, services.random);
    await intake(services, { container, name, deletion: true, traceparent }, logOf(context));
    const after = await services.documents.readHead(documentId);
    if (after?.item.state !== 'deleted')
      throw new AppError('conflict', 'The document was uploaded again while it was being deleted', {
        next: 'Delete it again if the new version is to go too',
      });
    const receipt: RunReceipt = { documentId, version, run, name, state: 'deleted' };
    return { status: 202, headers: { location: `/api/documents/${documentId}` }, jsonBody: receipt };
  });
