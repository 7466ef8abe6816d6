import type { Container, SqlQuerySpec } from '@azure/cosmos';
import { Audit } from '../domain/audit.ts';
import { Correction } from '../domain/correction.ts';
import { Erasure } from '../domain/erasure.ts';
import { Head } from '../domain/head.ts';
import { Job } from '../domain/job.ts';
import { Outbox } from '../domain/outbox.ts';
import { Prediction } from '../domain/prediction.ts';
import { refuseNewer } from '../domain/schema.ts';
import { Shadow } from '../domain/shadow.ts';
import type { DocumentItem, Stored } from '../domain/stored.ts';
import type { DocumentStore } from '../ports.ts';
import { commitBatch } from './cosmos-batch.ts';
import { cosmosCall } from './cosmos-errors.ts';
import { listBefore } from './cosmos-list-before.ts';
import { listHeadsQuery } from './cosmos-list-heads.ts';

type Parser<T> = { parse(value: unknown): T };

const parsers: Readonly<Record<DocumentItem['type'], Parser<DocumentItem>>> = {
  head: Head,
  job: Job,
  prediction: Prediction,
  shadow: Shadow,
  outbox: Outbox,
  audit: Audit,
  erasure: Erasure,
  correction: Correction,
};

/** Container `documents`, key `/documentId`. Queries name the schema, so that what newer code wrote is not seen. */
export function cosmosDocuments(container: Container): DocumentStore {
  const read = async <T>(schema: Parser<T>, id: string, documentId: string): Promise<Stored<T> | undefined> => {
    const { resource, etag, statusCode } = await cosmosCall(() => container.item(id, documentId).read<object>());
    return statusCode === 404 || !resource ? undefined : { item: schema.parse(refuseNewer(resource)), etag };
  };
  const query = async <T>(spec: SqlQuerySpec, partitionKey?: string) => {
    const options = partitionKey === undefined ? {} : { partitionKey };
    const { resources } = await cosmosCall(() => container.items.query<T>(spec, options).fetchAll());
    return resources;
  };
  const overdue = <T>(schema: Parser<T>, condition: string, by: string, before: Date, limit: number) =>
    listBefore(container, { schema, condition, by, before, limit });

  return {
    readHead: (documentId) => read(Head, 'head', documentId),
    readJob: ({ documentId, version, run }) => read(Job, `job:${version}:${String(run)}`, documentId),

    async readHistory(documentId) {
      const items = await query<{ type: string }>(
        { query: "SELECT * FROM c WHERE c.type IN ('job', 'prediction') AND c.schema = 1 ORDER BY c.createdAt" },
        documentId,
      );
      return {
        jobs: items.filter(({ type }) => type === 'job').map((item) => Job.parse(item)),
        predictions: items.filter(({ type }) => type === 'prediction').map((item) => Prediction.parse(item)),
      };
    },

    async readItems(documentId) {
      const items = await query<{ type: string; _etag: string }>(
        { query: 'SELECT * FROM c WHERE c.schema = 1' },
        documentId,
      );
      return items.flatMap((item) => {
        const parser = item.type in parsers ? parsers[item.type as DocumentItem['type']] : undefined;
        return parser ? [{ item: parser.parse(item), etag: item._etag }] : [];
      });
    },

    commit: (documentId, writes) => commitBatch(container, documentId, writes),
    listHeads: (filter, page) => listHeadsQuery(container, filter, page),
    listDue: (now, limit) => overdue(Job, "c.type = 'job'", 'dueAt', now, limit),
    listErasures: (now, limit) => overdue(Erasure, "c.type = 'erasure'", 'dueAt', now, limit),
    listUnexported: (now, limit) => overdue(Correction, "c.type = 'correction'", 'dueAt', now, limit),
    listUnpublished: (before, limit) =>
      overdue(Outbox, "c.type = 'outbox' AND c.state = 'unpublished'", 'createdAt', before, limit),

    async readVersions(documentIds) {
      if (documentIds.length === 0) return new Map();
      const heads = await query<{ documentId: string; version: string }>({
        query:
          "SELECT c.documentId, c.version FROM c WHERE c.type = 'head' AND c.state != 'deleted' AND ARRAY_CONTAINS(@ids, c.documentId)",
        parameters: [{ name: '@ids', value: [...documentIds] }],
      });
      return new Map(heads.map(({ documentId, version }) => [documentId, version]));
    },
  };
}
