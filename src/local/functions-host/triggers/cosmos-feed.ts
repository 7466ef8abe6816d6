import type { Container } from '@azure/cosmos';
import { optional } from '../bindings/binding.ts';
import type { Binding } from '../protocol.ts';
import type { Settings } from '../settings/expressions.ts';
import { cosmosClient } from '../settings/service-clients.ts';
import { createLease, type Lease } from './cosmos-lease.ts';

/** A container's change feed, and the lease that says who follows it and how far. */
export interface Feed {
  /** `<database>/<container>` */
  name: string;
  containerName: string;
  container: Container;
  lease: Lease;
  close(): void;
}

/**
 * @param owner Who asks for the lease; the same after a restart.
 * @throws Error that names the missing connection.
 */
export async function openFeed(trigger: Binding, settings: Settings, owner: string): Promise<Feed> {
  const option = (name: string) => optional(trigger, name);
  const connectionName = option('connection') ?? 'CosmosDB';
  const databaseName = option('databaseName') ?? '';
  const containerName = option('containerName') ?? '';
  const leaseConnection = option('leaseConnection') ?? connectionName;
  const client = await cosmosClient(settings, connectionName);
  const leaseClient = leaseConnection === connectionName ? client : await cosmosClient(settings, leaseConnection);
  return {
    name: `${databaseName}/${containerName}`,
    containerName,
    container: client.database(databaseName).container(containerName),
    lease: createLease(leaseClient.database(option('leaseDatabaseName') ?? databaseName), {
      id: `${option('leaseContainerPrefix') ?? ''}${databaseName}_${containerName}..0`,
      containerName: option('leaseContainerName') ?? 'leases',
      makeContainer: trigger['createLeaseContainerIfNotExists'] === true,
      owner,
      expiresAfterMs: Number(trigger['leaseExpirationInterval'] ?? defaultExpirationMs),
    }),
    close() {
      client.dispose();
      if (leaseClient !== client) leaseClient.dispose();
    },
  };
}

/** Source: the binding's `leaseExpirationInterval`. */
const defaultExpirationMs = 60_000;
