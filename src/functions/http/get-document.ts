import type { HttpRequest } from '@azure/functions';
import { z } from 'zod';
import type { Head } from '../../domain/head.ts';
import { AppError } from '../../domain/errors.ts';
import type { RunKey } from '../../domain/run-key.ts';
import type { Services } from '../../ports.ts';
import { noSuchDocument } from '../operate.ts';
import { idOf } from './document-id.ts';
import { describe } from './document-view.ts';
import { onRequest } from './on-request.ts';
import { queryOf } from './query-of.ts';

/** `GET /api/documents/{id}`: state, stages with times and attempts, predictions, every version and run. */
export const getDocument = (services: Services) =>
  onRequest(services, async (request) => {
    const head = await knownHead(services, request);
    const { jobs, predictions } = await services.documents.readHistory(head.documentId);
    return { jsonBody: describe(head, jobs, predictions) };
  });

/** The head of the document that the route names. @throws AppError `not-found`. */
export async function knownHead(services: Services, request: HttpRequest): Promise<Head> {
  const stored = await services.documents.readHead(idOf(request));
  if (!stored) throw noSuchDocument();
  return stored.item;
}

/** The same for whoever wants to see what is in it. @throws AppError `not-found` also when it is deleted, erased or not yet. */
export async function readableHead(services: Services, request: HttpRequest): Promise<Head> {
  const head = await knownHead(services, request);
  if (head.state === 'deleted') throw new AppError('not-found', 'The document is deleted');
  return head;
}

export const RunQuery = z.strictObject({
  version: z.string().optional(),
  run: z.coerce.number().int().min(1).default(1),
});

/** The run to show: the current one, or the one that `?version=` and `?run=` name. @throws AppError `invalid`. */
export function runOf({ documentId, version, run }: Head, request: HttpRequest): RunKey {
  const asked = queryOf(request, RunQuery);
  if (asked.version === undefined) return { documentId, version, run };
  return { documentId, version: asked.version, run: asked.run };
}
