import { HttpRequest } from '@azure/functions';
import { cancelDocument } from '../../src/functions/http/cancel-document.ts';
import { deleteDocument } from '../../src/functions/http/delete-document.ts';
import { replayDocument } from '../../src/functions/http/replay-document.ts';
import { reprocessDocument } from '../../src/functions/http/reprocess-document.ts';

/** What an operator can do to a document. */
export const operators = {
  reprocess: reprocessDocument,
  cancel: cancelDocument,
  delete: deleteDocument,
  replay: replayDocument,
};
export type Order = keyof typeof operators;

export function requestOf(order: Order, documentId: string): HttpRequest {
  const path = `/api/documents/${documentId}${order === 'delete' ? '' : `/${order}`}`;
  return new HttpRequest({
    method: order === 'delete' ? 'DELETE' : 'POST',
    url: `http://simulated.test${path}`,
    params: { id: documentId },
  });
}
