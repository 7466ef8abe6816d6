import { BulkOperationType, type Container, type OperationInput, type SqlQuerySpec } from '@azure/cosmos';
import { Audit } from '../domain/audit.ts';
import { Erasure } from '../domain/erasure.ts';
import { AppError } from '../domain/errors.ts';
import { Head } from '../domain/head.ts';
import { Job } from '../domain/job.ts';
import { Outbox } from '../domain/outbox.ts';
import { Prediction } from '../domain/prediction.ts';
import { refuseNewer } from '../domain/schema.ts';
import type { DocumentItem, Stored, Write } from '../domain/stored.ts';
import type { DocumentStore } from '../ports.ts';
import { cosmosCall } from './cosmos-errors.ts';
import { listHeadsQuery } from './cosmos-list-heads.ts';

type Parser<T> = { parse(value: unknown): T };

const parsers: Readonly<Record<DocumentItem['type'], Parser<DocumentItem>>> = {
  head: Head,
  job: Job,
  prediction: Prediction,
  outbox: Outbox,
  audit: Audit,
  erasure: Erasure,
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
  /** The first `limit` in the order of the field `by`, of those where it is before `before`. */
  const listBefore = async <T>(schema: Parser<T>, condition: string, by: string, before: Date, limit: number) => {
    const items = await query<{ _etag: string }>({
      query: `SELECT * FROM c WHERE ${condition} AND c.schema = 1 AND c.${by} < @before ORDER BY c.${by} OFFSET 0 LIMIT @limit`,
      parameters: [
        { name: '@before', value: before.toISOString() },
        { name: '@limit', value: limit },
      ],
    });
    return items.map((item): Stored<T> => ({ item: schema.parse(item), etag: item._etag }));
  };

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

    async commit(documentId, writes) {
      const response = await cosmosCall(() => container.items.batch(writes.map(operation), documentId));
      const codes = (response.result ?? []).map(({ statusCode }) => statusCode);
      if (codes.length > 0 && codes.every((code) => code < 300)) return 'committed';
      if (codes.some((code) => code === 409 || code === 412 || code === 404)) return 'conflict';
      if (codes.includes(429)) throw new AppError('too-many', 'Cosmos DB asks for a pause', { retryAfterSeconds: 1 });
      if (codes.includes(413)) throw new AppError('too-large', 'The result is larger than Cosmos DB takes (2 MB)');
      throw new AppError('unavailable', `Cosmos DB refused a batch (${String(response.code ?? codes)})`);
    },

    listHeads: (filter, page) => listHeadsQuery(container, filter, page),
    listDue: (now, limit) => listBefore(Job, "c.type = 'job'", 'dueAt', now, limit),
    listErasures: (now, limit) => listBefore(Erasure, "c.type = 'erasure'", 'dueAt', now, limit),
    listUnpublished: (before, limit) =>
      listBefore(Outbox, "c.type = 'outbox' AND c.state = 'unpublished'", 'createdAt', before, limit),

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

function operation(write: Write): OperationInput {
  if ('create' in write) return { operationType: BulkOperationType.Create, resourceBody: json(write.create) };
  if ('erase' in write) {
    // The service takes `ifMatch` with a deletion, and the SDK sends it; only its type has forgotten it.
    const fenced = { operationType: BulkOperationType.Delete, id: write.erase.id, ifMatch: write.etag };
    return fenced;
  }
  const resourceBody = json(write.replace);
  return { operationType: BulkOperationType.Replace, id: write.replace.id, ifMatch: write.etag, resourceBody };
}

/** As it travels: a field that is `undefined` is absent. */
const json = (item: object) => JSON.parse(JSON.stringify(item)) as { id: string };
