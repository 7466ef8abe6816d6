import {
  AzureKeyCredential,
  DocumentAnalysisClient,
  DocumentModelAdministrationClient,
} from '@azure/ai-form-recognizer';
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

interface RecognitionConnection {
  readonly endpoint: string;
  readonly key: string | undefined;
}

/**
 * With a key where there is one. Plain HTTP is for a server on this machine; the SDK refuses it elsewhere by default.
 * No retries of its own: the job engine waits without holding a reader.
 */
export function documentIntelligenceClient(
  connection: RecognitionConnection,
  credential: Credential,
): DocumentAnalysisClient {
  return new DocumentAnalysisClient(...recognitionArguments(connection, credential));
}

/** The same, for the question whether the service can be used. */
export function documentIntelligenceAdmin(
  connection: RecognitionConnection,
  credential: Credential,
): DocumentModelAdministrationClient {
  return new DocumentModelAdministrationClient(...recognitionArguments(connection, credential));
}

function recognitionArguments({ endpoint, key }: RecognitionConnection, credential: Credential) {
  const allowInsecureConnection = new URL(endpoint).protocol === 'http:';
  const options = { allowInsecureConnection, retryOptions: { maxRetries: 0 } };
  // Either is a credential; the SDK's overloads take one kind at a time.
  const who = key === undefined ? credential() : new AzureKeyCredential(key);
  return [endpoint, who as AzureKeyCredential, options] as const;
}
