import type { HttpRequest } from '@azure/functions';
import { DocumentId } from '../../domain/run-key.ts';
import { noSuchDocument } from '../operate.ts';

/** The document id that the route names. @throws AppError `not-found` for what can be none. */
export function idOf(request: HttpRequest): string {
  const id = DocumentId.safeParse(request.params['id']);
  if (!id.success) throw noSuchDocument();
  return id.data;
}
