import { AzureKeyCredential, DocumentAnalysisClient } from '@azure/ai-form-recognizer';
import { CosmosClient } from '@azure/cosmos';
import { EventHubProducerClient } from '@azure/event-hubs';
import { BlobServiceClient } from '@azure/storage-blob';
import { QueueServiceClient } from '@azure/storage-queue';
import { DefaultAzureCredential, type TokenCredential } from '@azure/identity';

/** A connection string, or where the service is: then the credential says who asks. */
type Connection<Address> = string | Address;
export type Credential = () => TokenCredential;

/** Who this app is in Azure; made at first need. */
export function ownIdentity(): Credential {
  let identity: TokenCredential | undefined;
  return () => (identity ??= new DefaultAzureCredential());
}

/** A dependency that is away is reported soon: the job engine waits better than an SDK does. */
const storageRetries = { maxTries: 3, retryDelayInMs: 100, maxRetryDelayInMs: 1000, tryTimeoutInMs: 30_000 };

export function storageClients(connection: Connection<{ blob: string; queue: string }>, credential: Credential) {
  const options = { retryOptions: storageRetries };
  if (typeof connection === 'string') {
    return {
      blobs: BlobServiceClient.fromConnectionString(connection, options),
      queues: QueueServiceClient.fromConnectionString(connection, options),
    };
  }
  return {
    blobs: new BlobServiceClient(connection.blob, credential(), options),
    queues: new QueueServiceClient(connection.queue, credential(), options),
  };
}

export function cosmosClient(connection: Connection<{ endpoint: string }>, credential: Credential): CosmosClient {
  if (typeof connection === 'string') return new CosmosClient(connection);
  return new CosmosClient({ endpoint: connection.endpoint, aadCredentials: credential() });
}

export function hubProducer(
  connection: Connection<{ namespace: string }>,
  hub: string,
  credential: Credential,
): EventHubProducerClient {
  const options = {
    retryOptions: { maxRetries: 2, retryDelayInMs: 200, maxRetryDelayInMs: 1000, timeoutInMs: 10_000 },
  };
  if (typeof connection === 'string') return new EventHubProducerClient(connection, hub, options);
  return new EventHubProducerClient(connection.namespace, hub, credential(), options);
}

/**
 * With a key where there is one. Plain HTTP is for a server on this machine; the SDK refuses it elsewhere by default.
 * No retries of its own: the job engine waits without holding a reader.
 */
export function documentIntelligenceClient(
  { endpoint, key }: { endpoint: string; key: string | undefined },
  credential: Credential,
): DocumentAnalysisClient {
  const options = {
    allowInsecureConnection: new URL(endpoint).protocol === 'http:',
    retryOptions: { maxRetries: 0 },
  };
  return key === undefined
    ? new DocumentAnalysisClient(endpoint, credential(), options)
    : new DocumentAnalysisClient(endpoint, new AzureKeyCredential(key), options);
}
