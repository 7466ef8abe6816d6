/** Registers a folder and sends its parent what came of it. Arguments: storage, container, a folder for the cache, the folder. */
import { join } from 'node:path';
import { BlobServiceClient } from '@azure/storage-blob';
import { registerModel } from '../../../src/adapters/blob-registry.ts';
import { modelCache } from '../../../src/adapters/models/model-cache.ts';
import { AppError } from '../../../src/domain/errors.ts';

const [connection = '', container = '', scratch = '', folder = ''] = process.argv.slice(2);
const registry = BlobServiceClient.fromConnectionString(connection).getContainerClient(container);

const outcome = await registerModel(registry, folder, { cache: modelCache(join(scratch, 'cache')) }).then(
  (registered) => registered.outcome,
  (error: unknown) => (error instanceof AppError ? error.code : String(error)),
);
process.send?.(outcome, () => process.disconnect());
