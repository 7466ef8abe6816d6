import { BulkOperationType, type Container, type OperationInput, type SqlQuerySpec } from '@azure/cosmos';
import { Head } from '../domain/head.ts';
import { Job } from '../domain/job.ts';
import { Outbox } from '../domain/outbox.ts';
import { Prediction } from '../domain/prediction.ts';
import type { Stored, Write } from '../domain/stored.ts';
import { AppError } from '../domain/errors.ts';
import type { DocumentStore } from '../ports.ts';
import { cosmosCall } from './cosmos-errors.ts';
import { listHeadsQuery } from './cosmos-list-heads.ts';

type Parser<T> = { parse(value: unknown): T };

/** Container `documents`, key `/documentId`. */
export function cosmosDocuments(container: Container): DocumentStore {
  const read = async <T>(schema: Parser<T>, id: string, documentId: string): Promise<Stored<T> | undefined> => {
    const { resource, etag, statusCode } = await cosmosCall(() => container.item(id, documentId).read<object>());
    return statusCode === 404 || !resource ? undefined : { item: schema.parse(resource), etag };
  };
  const query = async <T>(spec: SqlQuerySpec, partitionKey?: string) => {
    const options = partitionKey === undefined ? {} : { partitionKey };
    const { resources } = await cosmosCall(() => container.items.query<T>(spec, options).fetchAll());
    return resources;
  };
  const storedOf = <T>(schema: Parser<T>, items: { _etag: string }[]): Stored<T>[] =>
    items.map((item) => ({ item: schema.parse(item), etag: item._etag }));

  return {
    readHead: (documentId) => read(Head, 'head', documentId),
    readJob: ({ documentId, version, run }) => read(Job, `job:${version}:${String(run)}`, documentId),
    readOutbox: ({ documentId, id }) => read(Outbox, id, documentId),

    async readHistory(documentId) {
      const items = await query<{ type: string }>(
        { query: "SELECT * FROM c WHERE c.type IN ('job', 'prediction') ORDER BY c.createdAt" },
        documentId,
      );
      return {
        jobs: items.filter(({ type }) => type === 'job').map((item) => Job.parse(item)),
        predictions: items.filter(({ type }) => type === 'prediction').map((item) => Prediction.parse(item)),
      };
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

    async listDue(now, limit) {
      const items = await query<{ _etag: string }>({
        query: "SELECT * FROM c WHERE c.type = 'job' AND c.dueAt < @now ORDER BY c.dueAt OFFSET 0 LIMIT @limit",
        parameters: [
          { name: '@now', value: now.toISOString() },
          { name: '@limit', value: limit },
        ],
      });
      return storedOf(Job, items);
    },

    async listUnpublished(before, limit) {
      const items = await query<{ _etag: string }>({
        query:
          "SELECT * FROM c WHERE c.type = 'outbox' AND c.state = 'unpublished' AND c.createdAt < @before ORDER BY c.createdAt OFFSET 0 LIMIT @limit",
        parameters: [
          { name: '@before', value: before.toISOString() },
          { name: '@limit', value: limit },
        ],
      });
      return storedOf(Outbox, items);
    },

    async readVersions(documentIds) {
      if (documentIds.length === 0) return new Map();
      const heads = await query<{ documentId: string; version: string }>({
        query: "SELECT c.documentId, c.version FROM c WHERE c.type = 'head' AND ARRAY_CONTAINS(@ids, c.documentId)",
        parameters: [{ name: '@ids', value: [...documentIds] }],
      });
      return new Map(heads.map(({ documentId, version }) => [documentId, version]));
    },
  };
}

function operation(write: Write): OperationInput {
  if ('create' in write) return { operationType: BulkOperationType.Create, resourceBody: json(write.create) };
  const resourceBody = json(write.replace);
  return { operationType: BulkOperationType.Replace, id: write.replace.id, ifMatch: write.etag, resourceBody };
}

/** As it travels: a field that is `undefined` is absent. */
const json = (item: object) => JSON.parse(JSON.stringify(item)) as { id: string };
