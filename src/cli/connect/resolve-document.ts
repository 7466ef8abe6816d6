import type { DocumentDetail } from '../../domain/document-view.ts';
import { DocumentId } from '../../domain/run-key.ts';
import { documentId } from '../../jobs/identity.ts';
import { CliError } from '../exit.ts';
import type { Client } from './client.ts';

/** Finds a document by its id or its exact name. @throws CliError 1 when there is neither. */
export async function resolveDocument(client: Client, nameOrId: string): Promise<DocumentDetail> {
  const byId = DocumentId.safeParse(nameOrId).success ? await client.get(nameOrId) : undefined;
  const found = byId ?? (await client.get(documentId('documents', nameOrId)));
  if (!found)
    throw new CliError(1, `There is no document ${nameOrId}`, { next: 'See what is there with `docscore list`.' });
  return found;
}
