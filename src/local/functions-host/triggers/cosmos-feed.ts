import { hostname } from 'node:os';
import { type Container, CosmosClient } from '@azure/cosmos';
import type { Binding } from '../protocol.ts';
import { connection } from '../settings/connections.ts';
import type { Settings } from '../settings/expressions.ts';

/** A container's change feed, and where the trigger has got to. */
export interface Feed {
  /** `<database>/<container>` */
  name: string;
  containerName: string;
  container: Container;
  readCheckpoint(): Promise<{ continuation: string } | undefined>;
  writeCheckpoint(continuation: string): Promise<void>;
  close(): void;
}

/** The checkpoint as it is stored; named as the change feed processor names its leases. */
interface Lease {
  id: string;
  ContinuationToken: string;
  Owner: string;
  timestamp: string;
}

/** @throws Error that names the missing connection. */
export async function openFeed(trigger: Binding, settings: Settings): Promise<Feed> {
  const option = (name: string) => (typeof trigger[name] === 'string' ? trigger[name] : undefined);
  const connectionName = option('connection') ?? 'CosmosDB';
  const databaseName = option('databaseName') ?? '';
  const containerName = option('containerName') ?? '';
  const leaseConnection = option('leaseConnection') ?? connectionName;
  const leaseName = option('leaseContainerName') ?? 'leases';
  const client = await openClient(settings, connectionName);
  const leaseClient = leaseConnection === connectionName ? client : await openClient(settings, leaseConnection);
  const leaseDatabase = leaseClient.database(option('leaseDatabaseName') ?? databaseName);
  const leases = leaseDatabase.container(leaseName);
  const id = `${option('leaseContainerPrefix') ?? ''}${databaseName}_${containerName}..0`;
  return {
    name: `${databaseName}/${containerName}`,
    containerName,
    container: client.database(databaseName).container(containerName),
    async readCheckpoint() {
      if (trigger['createLeaseContainerIfNotExists'] === true)
        await leaseDatabase.containers.createIfNotExists({ id: leaseName, partitionKey: '/id' });
      const { resource } = await leases.item(id, id).read<Lease>();
      return resource && { continuation: resource.ContinuationToken };
    },
    async writeCheckpoint(continuation) {
      const lease: Lease = {
        id,
        ContinuationToken: continuation,
        Owner: hostname(),
        timestamp: new Date().toISOString(),
      };
      try {
        await leases.items.upsert(lease);
      } catch (error) {
        const message = `The checkpoint of ${databaseName}/${containerName} could not be written to the lease container '${leaseName}'`;
        throw new Error(`${message}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
      }
    },
    close() {
      client.dispose();
      if (leaseClient !== client) leaseClient.dispose();
    },
  };
}

async function openClient(settings: Settings, name: string): Promise<CosmosClient> {
  const found = connection(settings, name, 'accountEndpoint');
  // One endpoint: the account's list of regions would only add a poll.
  const connectionPolicy = { enableEndpointDiscovery: false };
  if ('connectionString' in found)
    return new CosmosClient({ connectionString: found.connectionString, connectionPolicy });
  const { DefaultAzureCredential } = await import('@azure/identity');
  return new CosmosClient({ endpoint: found.address, aadCredentials: new DefaultAzureCredential(), connectionPolicy });
}
