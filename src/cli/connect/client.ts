import { DocumentDetail, DocumentList } from '../../domain/document-view.ts';
import { ask, notDocscore, queryOf } from './ask.ts';
import type { System } from './find-system.ts';

export interface ListFilter {
  readonly state?: string | undefined;
  readonly name?: string | undefined;
  readonly limit?: number | undefined;
  readonly next?: string | undefined;
}

/** docscore's HTTP answers, checked. All throw CliError: 1 when refused, 3 when nobody is there. */
export interface Client {
  /** One page, latest change first. */
  list(filter: ListFilter): Promise<DocumentList>;
  /** `undefined` when there is no such document. */
  get(documentId: string): Promise<DocumentDetail | undefined>;
}

export function httpClient(system: System): Client {
  return {
    async list({ state, name, limit, next }) {
      const path = `/api/documents${queryOf({ state, name, limit, next })}`;
      const list = await ask(system, { path, schema: DocumentList });
      if (!list) throw notDocscore(system, 'documents API');
      return list;
    },
    get: (documentId) => ask(system, { path: `/api/documents/${documentId}`, schema: DocumentDetail }),
  };
}
