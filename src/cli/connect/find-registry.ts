import { dirname, join, resolve } from 'node:path';
import { BlobServiceClient, type ContainerClient } from '@azure/storage-blob';
import { ownIdentity } from '../../adapters/azure-clients.ts';
import { readRunning } from '../../local/cloud/running.ts';
import type { Cli } from '../cli.ts';
import { CliError, usageError } from '../exit.ts';

/**
 * The container `models` to register in: of the storage named, else of setting `Storage` or `Storage__blobServiceUri` (then with
 * the person's own identity), else of the local cloud that runs in this folder, in one above it, or in the repository.
 *
 * @param storage Connection string, or a blob service's address.
 * @throws CliError 2 for a connection string that is none, 3 when nothing runs.
 */
export async function findRegistry({ cwd, home, env }: Cli, storage?: string): Promise<ContainerClient> {
  const named = storage ?? env['Storage'] ?? env['Storage__blobServiceUri'] ?? (await runningStorage(cwd, home));
  if (named === undefined) {
    throw new CliError(3, 'No docscore is running here', {
      next: 'Start one with `npm start`, or name the storage account with --storage, Storage or Storage__blobServiceUri.',
    });
  }
  return clientOf(named).getContainerClient('models');
}

function clientOf(named: string): BlobServiceClient {
  try {
    return /^https?:/.test(named)
      ? new BlobServiceClient(named, ownIdentity()())
      : BlobServiceClient.fromConnectionString(named);
  } catch {
    // The SDK's message may hold the key.
    throw usageError('--storage is neither a connection string nor the address of a blob service');
  }
}

async function runningStorage(cwd: string, home: string): Promise<string | undefined> {
  for (const folder of [...andAbove(cwd), home]) {
    const running = await readRunning(join(folder, '.docscore'));
    if (running) return running.connectionStrings.Storage;
  }
  return undefined;
}

function andAbove(folder: string): string[] {
  const here = resolve(folder);
  return dirname(here) === here ? [here] : [here, ...andAbove(dirname(here))];
}
