import type { TokenCredential } from '@azure/identity';
import type { BlobServiceClient, StoragePipelineOptions } from '@azure/storage-blob';
import type { QueueServiceClient } from '@azure/storage-queue';
import type { CosmosClient } from '@azure/cosmos';
import { addressParts, connection } from './connections.ts';
import type { Settings } from './expressions.ts';

/**
 * Clients of the services that a binding's `connection` names. An SDK is loaded when an app needs it: each costs a fifth of a second.
 * All throw an Error that names a missing connection.
 */
export type RetryOptions = NonNullable<StoragePipelineOptions['retryOptions']>;

/** A service that is away for a moment is asked again; one that stays away fails the call. */
const patient: RetryOptions = { maxTries: 4, retryDelayInMs: 200, maxRetryDelayInMs: 2_000 };

export async function blobService(settings: Settings, name: string): Promise<BlobServiceClient> {
  const found = connection(settings, name, addressParts.blob);
  const { BlobServiceClient: Service } = await import('@azure/storage-blob');
  const options = { retryOptions: patient };
  if ('connectionString' in found) return Service.fromConnectionString(found.connectionString, options);
  return new Service(found.address, await identity(found.clientId), options);
}

export async function queueService(
  settings: Settings,
  name: string,
  retryOptions: RetryOptions = patient,
): Promise<QueueServiceClient> {
  const found = connection(settings, name, addressParts.queue);
  const { QueueServiceClient: Service } = await import('@azure/storage-queue');
  if ('connectionString' in found) return Service.fromConnectionString(found.connectionString, { retryOptions });
  return new Service(found.address, await identity(found.clientId), { retryOptions });
}

export async function cosmosClient(settings: Settings, name: string): Promise<CosmosClient> {
  const found = connection(settings, name, addressParts.cosmos);
  const { CosmosClient: Client } = await import('@azure/cosmos');
  // One endpoint: the account's list of regions would only add a poll.
  const connectionPolicy = { enableEndpointDiscovery: false };
  if ('connectionString' in found) return new Client({ connectionString: found.connectionString, connectionPolicy });
  return new Client({ endpoint: found.address, aadCredentials: await identity(found.clientId), connectionPolicy });
}

/** The identity of the process, or the user-assigned one of this client id. */
export async function identity(clientId: string | undefined): Promise<TokenCredential> {
  const { DefaultAzureCredential } = await import('@azure/identity');
  return clientId === undefined
    ? new DefaultAzureCredential()
    : new DefaultAzureCredential({ managedIdentityClientId: clientId });
}
