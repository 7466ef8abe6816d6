import { BulkOperationType, type Container, type OperationInput } from '@azure/cosmos';
import { AppError } from '../domain/errors.ts';
import type { WriteOf } from '../domain/stored.ts';
import { cosmosCall } from './cosmos-errors.ts';

/**
 * All writes or none, 100 at most, of items with one partition key. `conflict`: an id existed, or an item changed or went.
 * @throws AppError `unavailable`, `too-many`, `too-large`.
 */
export async function commitBatch(
  container: Container,
  partitionKey: string,
  writes: readonly WriteOf<{ readonly id: string }>[],
): Promise<'committed' | 'conflict'> {
  const response = await cosmosCall(() => container.items.batch(writes.map(operation), partitionKey));
  const codes = (response.result ?? []).map(({ statusCode }) => statusCode);
  if (codes.length > 0 && codes.every((code) => code < 300)) return 'committed';
  if (codes.some((code) => code === 409 || code === 412 || code === 404)) return 'conflict';
  if (codes.includes(429)) throw new AppError('too-many', 'Cosmos DB asks for a pause', { retryAfterSeconds: 1 });
  if (codes.includes(413)) throw new AppError('too-large', 'The result is larger than Cosmos DB takes (2 MB)');
  throw new AppError('unavailable', `Cosmos DB refused a batch (${String(response.code ?? codes)})`);
}

function operation(write: WriteOf<{ readonly id: string }>): OperationInput {
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
export const json = (item: object) => JSON.parse(JSON.stringify(item)) as { id: string };
